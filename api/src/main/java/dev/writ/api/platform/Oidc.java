package dev.writ.api.platform;

import java.util.Optional;

/**
 * The issuer whose tokens people sign in with (OpenID Connect, RFC 9068).
 *
 * @param issuer its URL, exactly as it stands in its tokens
 * @param audience what its tokens must be meant for: the name under which it knows this service
 * @param groupsClaim claim with the person's groups, which are added to those that the service keeps
 * @param rolesClaim claim with the person's roles, which are added to those that the service keeps; empty: roles come from the
 *     service alone
 * @param tenantClaim claim that names the person's tenant; empty: everybody is of the main tenant
 * @param typedOnly whether only tokens are taken that say they are access tokens ({@code typ} {@code at+jwt}); else plain JWTs, too,
 *     that do not look like ID tokens
 */
public record Oidc(
        String issuer,
        String audience,
        Optional<String> groupsClaim,
        Optional<String> rolesClaim,
        Optional<String> tenantClaim,
        boolean typedOnly) {}
