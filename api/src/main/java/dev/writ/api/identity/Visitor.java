package dev.writ.api.identity;

import java.util.List;

/**
 * What a good token says of the person who presents it.
 *
 * @param identity who signed in
 * @param tenant name of the tenant that the token is for
 * @param groups groups that the issuer says it is in
 * @param roles roles that the issuer says it has
 * @param scopes what the token allows
 * @param token names the token, not its bytes
 */
record Visitor(
        Identity identity, String tenant, List<String> groups, List<String> roles, List<String> scopes, String token) {
    Visitor {
        groups = List.copyOf(groups);
        roles = List.copyOf(roles);
        scopes = List.copyOf(scopes);
    }
}
