package dev.writ.api.identity;

import dev.writ.api.platform.Tenant;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
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
     * Whom some principals are the same human as: one signs in as who the other was, so that one human has both.
     *
     * @return for each of {@code ones} those of {@code others}, itself aside; without those that share nothing with anybody
     */
    public Map<String, Set<String>> same(Tenant tenant, Set<String> ones, Set<String> others) {
        Set<String> all = new HashSet<>(ones);
        all.addAll(others);
        Map<String, Identity> now = rows.identities(tenant, all);
        Map<String, List<FormerIdentity>> before = rows.formerIdentities(tenant, all);
        Map<String, Set<String>> same = new HashMap<>();
        for (String one : ones) {
            for (String other : others) {
                if (!one.equals(other) && (follows(one, other, now, before) || follows(other, one, now, before))) {
                    same.computeIfAbsent(one, _ -> new HashSet<>()).add(other);
                }
            }
        }
        return same;
    }

    /** Whether one signs in now as who the other one was. */
    private static boolean follows(
            String one, String other, Map<String, Identity> now, Map<String, List<FormerIdentity>> before) {
        return Optional.ofNullable(now.get(one))
                .filter(identity ->
                        before.getOrDefault(other, List.of()).stream().anyMatch(former -> former.was(identity)))
                .isPresent();
    }

    /** Remembers, within the change that takes it away, as whom a principal signed in. */
    void remember(Tenant tenant, String principal, Identity identity) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        rows.insert(
                tenant, principal, FormerIdentity.of(identity, HexFormat.of().formatHex(salt)), clock.instant());
    }
}
