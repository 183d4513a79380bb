package dev.writ.api.decision;

import dev.writ.api.audit.Drafts;
import dev.writ.api.audit.LoggedEntry;
import dev.writ.api.audit.Payloads;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.SearchTerm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** The decisions of a tenant. */
@Service
public class Decisions {
    private final DecisionRepository rows;
    private final Payloads payloads;

    Decisions(DecisionRepository rows, Payloads payloads) {
        this.rows = rows;
        this.payloads = payloads;
    }

    /** Adds a decision and its entry within a change. */
    public void add(Drafts drafts, Tenant tenant, Decision decision, EntryDraft draft, Map<String, Json> payload) {
        Set<SearchTerm> terms = decision.asked().stream()
                .map(asked -> SearchTerm.resource(asked.resourceId()))
                .collect(Collectors.toSet());
        rows.insert(tenant, decision, drafts.add(draft, payload, terms));
    }

    /** The decision with everything that is still known of it, if it is in the log. */
    public Optional<DecisionView> find(Tenant tenant, UUID id) {
        return rows.find(tenant, id).map(logged -> view(tenant, logged, true));
    }

    List<DecisionView> page(Tenant tenant, DecisionRepository.Filter filter, Optional<UUID> cursor, int limit) {
        return rows.page(tenant, filter, cursor, limit).stream()
                .map(logged -> view(tenant, logged, false))
                .toList();
    }

    private DecisionView view(Tenant tenant, Logged logged, boolean full) {
        LoggedEntry recorded = payloads.read(tenant, logged.draftKey(), logged.index());
        if (!new DecisionCheck(recorded).fits(logged.decision())) {
            throw Payloads.contradiction(
                            "the stored decision `" + logged.decision().id() + "`", logged.index())
                    .raise();
        }
        return DecisionView.of(tenant.name(), logged, recorded.payload(), full);
    }
}
