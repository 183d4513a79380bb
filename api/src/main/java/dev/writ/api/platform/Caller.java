package dev.writ.api.platform;

import java.util.List;
import java.util.Map;
import java.util.UUID;

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
 * @param tokenId which token was presented
 */
public record Caller(
        Tenant tenant,
        String id,
        String ledgerId,
        String kind,
        List<String> roles,
        Map<String, String> attributes,
        List<String> scopes,
        UUID tokenId) {
    public Caller {
        roles = List.copyOf(roles);
        attributes = Map.copyOf(attributes);
        scopes = List.copyOf(scopes);
    }
}
