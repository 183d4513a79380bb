package dev.writ.policy;

import dev.writ.policy.bundle.Bundle;
import dev.writ.policy.bundle.BundleLoader;

/** The shipped policies in the native engine. */
public final class BundledPolicies {

    private BundledPolicies() {}

    /** The bundle that every action goes through, of its sources. */
    public static PolicyEngine main() {
        Bundle bundle = BundleLoader.standard().load(ShippedCase.SOURCES);
        return NativePolicyEngine.of(
                bundle.modules(), bundle.data(), EngineOptions.standard().withRevision(bundle.revision()));
    }
}
