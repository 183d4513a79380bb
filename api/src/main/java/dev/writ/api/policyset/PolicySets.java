package dev.writ.api.policyset;

import dev.writ.api.platform.Tenant;
import java.util.Map;
import java.util.Objects;

/**
 * The policy sets in force.
 *
 * @param mains of each tenant, what decides what its callers ask
 * @param platform decides what callers may do in this service; always the shipped one
 */
public record PolicySets(Map<Tenant, PolicySet> mains, PolicySet platform) {
    public PolicySets {
        mains = Map.copyOf(mains);
    }

    /** What decides what callers of the tenant ask. */
    public PolicySet main(Tenant tenant) {
        return Objects.requireNonNull(mains.get(tenant), tenant.name());
    }
}
