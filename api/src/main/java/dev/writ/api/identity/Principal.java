package dev.writ.api.identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody or something that acts.
 *
 * @param id the name in requests; chosen by an administrator
 * @param ledgerId the random name in the ledger, so that the ledger holds nothing personal
 * @param kind {@code human} or {@code service}
 * @param roles what the policies grant by
 * @param attributes further facts, such as the region
 * @param owner id of the human who answers for what a service does; empty for a human
 * @param identity as whom a human signs in; empty for who does not, and for a service
 * @param active whether it may act; what it did stays its own
 */
public record Principal(
        String id,
        String ledgerId,
        String kind,
        List<String> roles,
        Map<String, String> attributes,
        Optional<String> owner,
        Optional<Identity> identity,
        boolean active) {
    static final String HUMAN = "human";

    /** The kinds there are. */
    static final List<String> KINDS = List.of(HUMAN, "service");

    public Principal {
        roles = List.copyOf(roles);
        attributes = Map.copyOf(attributes);
    }

    /** Id of the principal that answers for what this one does. */
    public String person() {
        return owner.orElse(id);
    }

    /** The same principal with another state. */
    Principal with(boolean mayAct) {
        return new Principal(id, ledgerId, kind, roles, attributes, owner, identity, mayAct);
    }

    boolean human() {
        return kind.equals(HUMAN);
    }
}
