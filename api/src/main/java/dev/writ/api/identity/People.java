package dev.writ.api.identity;

import dev.writ.api.platform.Tenant;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;

/** Who stands behind principals, now or at any time before: owners change, and identities are moved from one to another. */
@Service
public class People {
    private static final int SALT_BYTES = 32;

    private final PeopleRepository rows;
    private final SecureRandom random;
    private final Clock clock;

    People(PeopleRepository rows, SecureRandom random, Clock clock) {
        this.rows = rows;
        this.random = random;
        this.clock = clock;
    }

    /** The principal itself, and everybody who answers for what it does, or answered for it at any time. */
    public Set<String> behind(Tenant tenant, String principal) {
        Set<String> all = new HashSet<>(rows.owners(tenant, principal));
        all.add(principal);
        return Set.copyOf(all);
    }

    /**
     * Whom some principals are the same human as: one was given an identity that the other one had before, or both are the same human as
     * a third one. That stays so, whatever identities they have now.
     *
     * @return for each of {@code ones} those of {@code others}, itself aside; without those that share nothing with anybody
     */
    public Map<String, Set<String>> same(Tenant tenant, Set<String> ones, Set<String> others) {
        Map<String, Set<String>> same = new HashMap<>();
        for (String one : ones) {
            Set<String> human = human(tenant, one);
            human.retainAll(others);
            human.remove(one);
            if (!human.isEmpty()) {
                same.put(one, human);
            }
        }
        return same;
    }

    /** Every principal that can be reached over pairs; each is looked at once, so that it ends. */
    private Set<String> human(Tenant tenant, String principal) {
        Set<String> human = new HashSet<>(Set.of(principal));
        Set<String> fresh = Set.of(principal);
        while (!fresh.isEmpty()) {
            Set<String> next = new HashSet<>(rows.pairs(tenant, fresh));
            next.removeAll(human);
            human.addAll(next);
            fresh = next;
        }
        return human;
    }

    /**
     * Pairs, within the change that gives it, a principal with whoever had its identity before. Whoever takes the same identity from
     * another principal has committed by then, since an identity is one principal's at a time.
     */
    void pair(Tenant tenant, String principal, Identity identity) {
        Instant now = clock.instant();
        rows.formerIdentities(tenant).forEach((other, former) -> {
            if (!other.equals(principal) && former.stream().anyMatch(one -> one.was(identity))) {
                rows.pair(tenant, principal, other, now);
            }
        });
    }

    /** Id of the principal that the log names like that. */
    public Optional<String> named(Tenant tenant, String ledgerId) {
        return rows.named(tenant, ledgerId);
    }

    /** Remembers, within the change that takes it away, as whom a principal signed in. */
    void remember(Tenant tenant, String principal, Identity identity) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        rows.insert(
                tenant, principal, FormerIdentity.of(identity, HexFormat.of().formatHex(salt)), clock.instant());
    }
}
