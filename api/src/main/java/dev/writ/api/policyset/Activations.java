package dev.writ.api.policyset;

import dev.writ.api.audit.Journal;
import dev.writ.api.platform.StartFailure;
import dev.writ.api.platform.Tenant;
import dev.writ.api.platform.Tenants;
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
    private static final int TRIES = 5;

    private final Tenants tenants;
    private final PolicySets sets;
    private final ActivationRepository rows;
    private final Journal journal;
    private final Clock clock;

    Activations(Tenants tenants, PolicySets sets, ActivationRepository rows, Journal journal, Clock clock) {
        this.tenants = tenants;
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
        for (Tenant tenant : tenants.all()) {
            activate(tenant, sets.platform());
            activate(tenant, sets.main(tenant));
        }
    }

    private void activate(Tenant tenant, PolicySet set) {
        for (int i = 0; i < TRIES; i++) {
            if (isActive(tenant, set) || activated(tenant, set)) {
                return;
            }
        }
        throw new StartFailure("the policy set `" + set.name()
                + "` cannot be activated: other services activate theirs at the same time; start again");
    }

    private boolean isActive(Tenant tenant, PolicySet set) {
        return rows.newest(tenant, set.name())
                .filter(last -> last.revision().equals(set.revision()))
                .isPresent();
    }

    /** False if another node was first, of which nothing is left here. */
    private boolean activated(Tenant tenant, PolicySet set) {
        var draft = EntryDraft.of("policy.activated", Outcome.RECORDED)
                .withPolicy(Hash.parseHex(set.revision().substring("sha256:".length())))
                .withBody(new Json.Obj(Map.of("policy_set", new Json.Str(set.name()))));
        try {
            journal.commit(tenant, drafts -> {
                String key = drafts.add(draft, Map.of());
                if (!rows.insert(tenant, set.name(), set.revision(), clock.instant(), key)) {
                    throw new OtherWasFirst();
                }
                return set;
            });
            return true;
        } catch (OtherWasFirst e) {
            return false;
        }
    }

    private static final class OtherWasFirst extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OtherWasFirst() {
            super("another node has activated a revision", null, false, false);
        }
    }
}
