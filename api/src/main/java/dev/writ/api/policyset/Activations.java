package dev.writ.api.policyset;

import dev.writ.api.audit.Journal;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import dev.writ.ledger.merkle.Hash;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Service;

/** Which revision of each set has been in force since when. A start with another revision than before is an activation. */
@Service
class Activations implements SmartInitializingSingleton {
    private final PolicySets sets;
    private final ActivationRepository rows;
    private final Journal journal;
    private final Clock clock;

    Activations(PolicySets sets, ActivationRepository rows, Journal journal, Clock clock) {
        this.sets = sets;
        this.rows = rows;
        this.journal = journal;
        this.clock = clock;
    }

    Optional<ActivationRepository.Activation> current(Tenant tenant, String set) {
        return rows.newest(tenant, set);
    }

    @Override
    public void afterSingletonsInstantiated() {
        activate(Tenant.MAIN, sets.platform());
        activate(Tenant.MAIN, sets.main());
    }

    private void activate(Tenant tenant, PolicySet set) {
        if (rows.newest(tenant, set.name())
                .filter(last -> last.revision().equals(set.revision()))
                .isPresent()) {
            return;
        }
        var draft = EntryDraft.of("policy.activated", Outcome.RECORDED)
                .withPolicy(Hash.parseHex(set.revision().substring("sha256:".length())))
                .withBody(new Json.Obj(Map.of("policy_set", new Json.Str(set.name()))));
        journal.commit(tenant, drafts -> {
            rows.insert(tenant, set.name(), set.revision(), clock.instant(), drafts.add(draft, Map.of()));
            return set;
        });
    }
}
