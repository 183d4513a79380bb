package dev.writ.api.identity;

import dev.writ.api.platform.Oidc;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/** Whether a token whose signature is good is one for this service, now. */
final class TokenClaims implements OAuth2TokenValidator<Jwt> {
    /** How far the clocks of issuer and service may be apart. */
    static final Duration SKEW = Duration.ofSeconds(60);

    private static final int LONGEST_SUBJECT = 255;

    /** RFC 9068, section 2.1. */
    private static final Set<String> ACCESS_TYPES = Set.of("at+jwt", "application/at+jwt");

    /** What only ID tokens have (OpenID Connect Core 1.0, sections 2 and 3.3.2.11; FAPI). */
    private static final List<String> ID_CLAIMS = List.of("nonce", "at_hash", "c_hash", "s_hash");

    private final Oidc oidc;
    private final Clock clock;

    TokenClaims(Oidc oidc, Clock clock) {
        this.oidc = oidc;
        this.clock = clock;
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        return wrong(token)
                .map(what ->
                        OAuth2TokenValidatorResult.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, what, null)))
                .orElseGet(OAuth2TokenValidatorResult::success);
    }

    private Optional<String> wrong(Jwt token) {
        Instant now = clock.instant();
        Instant expires = token.getExpiresAt();
        Instant begins = token.getNotBefore();
        Instant issued = token.getIssuedAt();
        String subject = token.getSubject();
        List<String> audience = Objects.requireNonNullElse(token.getAudience(), List.of());
        Optional<String> type = notAccess(token);
        if (type.isPresent()) {
            return type;
        }
        if (!oidc.issuer().equals(token.getClaimAsString("iss"))) {
            return Optional.of("the token is not of the issuer `" + oidc.issuer() + "`");
        }
        if (!audience.contains(oidc.audience())) {
            return Optional.of("the token is not meant for `" + oidc.audience() + "`");
        }
        if (expires == null) {
            return Optional.of("the token has no end (`exp`)");
        }
        if (!now.minus(SKEW).isBefore(expires)) {
            return Optional.of("the token expired at " + expires);
        }
        if (begins != null && now.plus(SKEW).isBefore(begins)) {
            return Optional.of("the token is not valid before " + begins);
        }
        if (issued != null && now.plus(SKEW).isBefore(issued)) {
            return Optional.of("the token was issued in the future, at " + issued);
        }
        if (subject == null || subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
            return Optional.of("the token names no subject (`sub`)");
        }
        return Optional.empty();
    }

    /**
     * ID tokens tell a client who signed in, and are no admission to anything; where the audience is a client, only what they carry
     * tells them from access tokens that do not say what they are.
     */
    private Optional<String> notAccess(Jwt token) {
        String type = String.valueOf(token.getHeaders().get("typ"));
        if (ACCESS_TYPES.contains(type.toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        if (oidc.typedOnly()) {
            return Optional.of("the token does not say that it is an access token (`typ` is not `at+jwt`)");
        }
        Optional<String> mark =
                ID_CLAIMS.stream().filter(token.getClaims()::containsKey).findFirst();
        boolean keycloak = "ID".equals(token.getClaims().get("typ"));
        return mark.map(claim ->
                        "the token is an ID token, since it has the claim `" + claim + "`: send the access token")
                .or(() -> keycloak
                        ? Optional.of("the token is an ID token, as its claim `typ` says: send the access token")
                        : Optional.empty());
    }
}
