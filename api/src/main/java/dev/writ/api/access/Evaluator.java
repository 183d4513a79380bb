package dev.writ.api.access;

import dev.writ.api.audit.Idempotency;
import dev.writ.api.audit.Journal;
import dev.writ.api.audit.LedgerPosition;
import dev.writ.api.audit.Recorded;
import dev.writ.api.decision.Decisions;
import dev.writ.api.platform.Caller;
import dev.writ.ledger.entry.Outcome;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Decides requests, records the decisions, and answers once they are durable. */
@Service
class Evaluator {
    private static final String OPERATION = "access.evaluate";

    private final DecisionMaker maker;
    private final Decisions decisions;
    private final Idempotency idempotency;
    private final Journal journal;
    private final MeterRegistry meters;

    Evaluator(
            DecisionMaker maker, Decisions decisions, Idempotency idempotency, Journal journal, MeterRegistry meters) {
        this.maker = maker;
        this.decisions = decisions;
        this.idempotency = idempotency;
        this.journal = journal;
        this.meters = meters;
    }

    /** One request, under an idempotency key or not. */
    Evaluated evaluate(Caller caller, ActionRequest request, Optional<String> key) {
        Hash fingerprint = TreeHash.sha256(request.json().canonical());
        var before = idempotency.before(caller, OPERATION, key, fingerprint);
        if (before.isPresent()) {
            return decisions
                    .find(caller.tenant(), before.get())
                    .map(Evaluated::of)
                    .orElseThrow(() -> Idempotency.inProgress().raise());
        }
        journal.requireWritable(caller.tenant());
        DecisionMaker.Made made = maker.decide(caller, request);
        Recorded<DecisionMaker.Made> recorded = journal.commit(caller.tenant(), drafts -> {
            maker.add(drafts, caller, made);
            idempotency.remember(
                    caller, OPERATION, key, fingerprint, made.decision().id());
            return made;
        });
        return answer(caller, made, recorded.index());
    }

    /** Many requests, in order, until the batch says to stop; recorded together. */
    List<Evaluated> evaluate(Caller caller, Batch batch) {
        journal.requireWritable(caller.tenant());
        List<DecisionMaker.Made> made = new ArrayList<>();
        for (ActionRequest request : batch.requests()) {
            DecisionMaker.Made next = maker.decide(caller, request);
            made.add(next);
            if (batch.semantic().stopsAfter(next.ruling().outcome() == Outcome.ALLOW)) {
                break;
            }
        }
        var recorded = journal.commit(caller.tenant(), drafts -> {
            made.forEach(one -> maker.add(drafts, caller, one));
            return made;
        });
        List<Evaluated> answers = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            answers.add(answer(caller, made.get(i), recorded.indexes().get(i)));
        }
        return answers;
    }

    private Evaluated answer(Caller caller, DecisionMaker.Made made, long index) {
        meters.counter("writ.decisions", "outcome", made.ruling().outcome().word())
                .increment();
        return Evaluated.of(made, new LedgerPosition(caller.tenant().name(), index));
    }
}
