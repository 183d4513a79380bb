package dev.writ.api.access;

import dev.writ.api.identity.Principal;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Json;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A room that knows something which the rules have to see, and that the room of access does not know of. */
public interface MoreFacts {
    /**
     * What is known when a decision is made.
     *
     * @param subject of the request, if the service knows it
     * @param now when the decision is made
     * @return members of {@code input.facts} that no other room writes
     */
    Map<String, Json> about(Tenant tenant, Optional<Principal> subject, Instant now);
}
