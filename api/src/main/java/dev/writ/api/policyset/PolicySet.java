package dev.writ.api.policyset;

import dev.writ.ledger.entry.Json;

/** One immutable revision of a policy set, ready to decide. For any number of threads. */
public interface PolicySet {
    /** The set's name. */
    String name();

    /** {@code sha256:} and the digest of the bundle's content. */
    String revision();

    /**
     * Decides. Never throws for anything that policy or input can cause: an error or a timeout is a deny.
     *
     * @param action the action's name
     * @param resourceType the type of the thing it is done to
     * @param input the whole input document
     */
    Ruling decide(String action, String resourceType, Json.Obj input);
}
