package dev.writ.api.platform;

import java.util.List;
import java.util.Map;

/**
 * The authenticated principal of a request, with what its token allows.
 *
 * @param tenant whose data the caller sees
 * @param id the principal's id
 * @param ledgerId the random id that stands for the principal in the ledger
 * @param kind {@code human} or {@code service}
 * @param roles the principal's roles
 * @param attributes further facts about the principal, such as its region
 * @param scopes what the token allows beyond the roles
 * @param groups the groups it belongs to, which approvals are asked of
 * @param person id of the principal that answers for what the caller does: itself for a human, its owner for a service
 * @param signIn how it showed who it is
 * @param credential names the token that was presented, not its secret
 */
public record Caller(
        Tenant tenant,
        String id,
        String ledgerId,
        String kind,
        List<String> roles,
        Map<String, String> attributes,
        List<String> scopes,
        List<String> groups,
        String person,
        SignIn signIn,
        String credential) {
    public Caller {
        roles = List.copyOf(roles);
        attributes = Map.copyOf(attributes);
        scopes = List.copyOf(scopes);
        groups = List.copyOf(groups);
    }

    /** How a caller shows who it is. */
    public enum SignIn {
        /** By a secret that the service issued. */
        API_TOKEN,
        /** As a person, at an OpenID Connect provider. */
        OIDC
    }
}
