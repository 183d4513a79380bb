package dev.writ.api.catalog;

import dev.writ.api.audit.Journal;
import dev.writ.api.audit.Recorded;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import dev.writ.ledger.entry.SearchTerm;
import dev.writ.ledger.merkle.TreeHash;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;

/** The data sets of a tenant. Registering one again adds a version; the newest version in the log counts. */
@Service
public class Datasets {
    private final DatasetRepository rows;
    private final Journal journal;
    private final Clock clock;

    Datasets(DatasetRepository rows, Journal journal, Clock clock) {
        this.rows = rows;
        this.journal = journal;
        this.clock = clock;
    }

    /** The newest version in the log, as the rules see it. */
    public Optional<Json> find(Tenant tenant, String id) {
        return rows.newest(tenant, id);
    }

    /** Registers a version and gives its number, from 1; 409 if another caller does the same at the same time. */
    Recorded<Long> register(Caller caller, String id, Json.Obj document) {
        return journal.commit(caller.tenant(), drafts -> {
            long version = rows.lastVersion(caller.tenant(), id) + 1;
            var draft = EntryDraft.of("dataset.registered", Outcome.RECORDED)
                    .withPrincipal("by", caller.ledgerId())
                    .withBody(new Json.Obj(Map.of("version", new Json.Num(version))));
            String key = drafts.add(draft, Map.of("dataset", document), Set.of(SearchTerm.resource(id)));
            if (!rows.insert(caller.tenant(), id, version, document, clock.instant(), key)) {
                throw Problem.conflict(
                                "dataset.changed",
                                "the data set `" + id + "` was registered by somebody else at the same time",
                                "send the request again")
                        .raise();
            }
            return version;
        });
    }

    /** {@code sha256:} and the digest of the canonical document. */
    static String digest(Json document) {
        return "sha256:" + TreeHash.sha256(document.canonical()).hex();
    }
}
