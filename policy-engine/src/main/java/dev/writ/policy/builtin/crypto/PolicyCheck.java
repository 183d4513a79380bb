package dev.writ.policy.builtin.crypto;

import dev.writ.policy.builtin.crypto.KnownExtensions.PolicyLimits;
import dev.writ.policy.builtin.crypto.KnownExtensions.PolicyMapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Certificate policies along a chain (RFC 5280, 6.1, as RFC 9618 changes it), where any policy is good enough for whoever
 * asks. Then only the lowest level of the policy graph matters: whether a policy is left when one is required.
 */
final class PolicyCheck {

    private static final Bytes ANY = Bytes.of(new byte[] {0x55, 0x1D, 0x20, 0});

    private long explicitPolicy;
    private long policyMapping;
    private long inhibitAny;

    /** The policies of the level reached so far, with the policies that count as the same below; null if there are none. */
    private @Nullable Map<Bytes, List<Bytes>> level = new HashMap<>(Map.of(ANY, List.of(ANY)));

    private PolicyCheck(int length) {
        this.explicitPolicy = length + 1L;
        this.policyMapping = length + 1L;
        this.inhibitAny = length + 1L;
    }

    /** Checks a chain, the last certificate first. */
    static boolean holds(List<Certificate> chain) {
        PolicyCheck check = new PolicyCheck(chain.size() - 1);
        for (int i = chain.size() - 2; i >= 0; i--) {
            if (!check.step(chain.get(i), i == 0)) {
                return false;
            }
        }
        if (chain.size() == 1) {
            return true;
        }
        Long last = chain.getFirst().known().policyLimits().requireExplicit();
        boolean required = check.explicitPolicy <= 1 || (last != null && last == 0);
        return !required || (check.level != null && !check.level.isEmpty());
    }

    private boolean step(Certificate certificate, boolean isLast) {
        KnownExtensions known = certificate.known();
        boolean selfIssued = certificate.rawIssuer().equals(certificate.rawSubject());
        List<Bytes> policies = known.policies();
        if (policies == null || policies.isEmpty()) {
            level = null;
        }
        if (explicitPolicy == 0 && level == null) {
            return false;
        }
        if (level != null && policies != null) {
            boolean anyCounts = policies.contains(ANY) && (inhibitAny > 0 || (!isLast && selfIssued));
            level = below(level, policies, anyCounts);
            if (!isLast && !map(level, known.policyMappings())) {
                return false;
            }
        }
        if (!isLast) {
            count(known.policyLimits(), selfIssued);
        }
        return true;
    }

    private static Map<Bytes, List<Bytes>> below(
            Map<Bytes, List<Bytes>> above, List<Bytes> policies, boolean anyCounts) {
        Map<Bytes, List<Bytes>> next = new HashMap<>();
        for (Bytes policy : policies) {
            boolean expected = above.containsKey(ANY)
                    || above.values().stream().anyMatch(expectedBelow -> expectedBelow.contains(policy));
            if (!policy.equals(ANY) && expected) {
                next.put(policy, List.of(policy));
            }
        }
        if (anyCounts) {
            above.values()
                    .forEach(expectedBelow -> expectedBelow.forEach(policy -> next.computeIfAbsent(policy, List::of)));
        }
        return next;
    }

    private boolean map(Map<Bytes, List<Bytes>> current, List<PolicyMapping> mappings) {
        Map<Bytes, List<Bytes>> byIssuer = new HashMap<>();
        for (PolicyMapping mapping : mappings) {
            if (policyMapping <= 0) {
                current.remove(mapping.issuer());
            } else if (mapping.issuer().equals(ANY) || mapping.subject().equals(ANY)) {
                return false;
            } else {
                byIssuer.computeIfAbsent(mapping.issuer(), key -> new ArrayList<>())
                        .add(mapping.subject());
            }
        }
        byIssuer.forEach((issuer, subjects) -> {
            if (current.containsKey(issuer) || current.containsKey(ANY)) {
                current.put(issuer, subjects);
            }
        });
        return true;
    }

    private void count(PolicyLimits limits, boolean selfIssued) {
        if (!selfIssued) {
            explicitPolicy = Math.max(0, explicitPolicy - 1);
            policyMapping = Math.max(0, policyMapping - 1);
            inhibitAny = Math.max(0, inhibitAny - 1);
        }
        explicitPolicy = lower(explicitPolicy, limits.requireExplicit());
        policyMapping = lower(policyMapping, limits.inhibitMapping());
        inhibitAny = lower(inhibitAny, limits.inhibitAny());
    }

    private static long lower(long current, @Nullable Long limit) {
        return limit == null || limit < 0 ? current : Math.min(current, limit);
    }
}
