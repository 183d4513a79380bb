package dev.writ.api.identity;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.writ.api.platform.ClientCertificate;
import dev.writ.api.platform.Oidc;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Tenant;
import java.text.ParseException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Verifies tokens of an issuer (RFC 7519, RFC 8725, RFC 9068). Only signatures by public keys are taken: with {@code none} or a shared
 * secret anybody could write tokens.
 */
final class SignedTokens {
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private static final int LONGEST = 16 * 1024;
    private static final String SCOPE_PREFIX = "writ:";

    /** Names of tokens that are kept as they are; others are replaced by a digest. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{8,100}");

    private static final int DIGEST_BYTES = 16;

    private final Oidc oidc;
    private final NimbusJwtDecoder decoder;

    SignedTokens(Oidc oidc, IssuerKeys keys, Clock clock) {
        this.oidc = oidc;
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"), null));
        // The claims are checked by the decoder's own validator, which can say what is wrong.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(new TokenClaims(oidc, clock));
    }

    /** What the token says; leaves with a 401 problem if it is not good, 503 if that cannot be found out. */
    Visitor verify(String token, Optional<ClientCertificate> certificate) {
        requireOfIssuer(token);
        try {
            Jwt jwt = decoder.decode(token);
            requireHolder(jwt, certificate);
            return visitor(jwt, token);
        } catch (JwtValidationException e) {
            throw refused(String.valueOf(e.getErrors().iterator().next().getDescription()))
                    .raise();
        } catch (BadJwtException e) {
            throw refused("the token's signature or type is not good: no key of `" + oidc.issuer() + "` verifies it")
                    .raise();
        } catch (JwtException e) {
            throw Problem.unavailable(
                            "sign_in.unavailable",
                            "the issuer `" + oidc.issuer() + "` cannot be asked for the keys of its tokens",
                            "try again; if it lasts, tell the operator, whose log says more; API tokens work meanwhile")
                    .raise();
        }
    }

    /** Has a token of somebody else refused before any key is asked for. */
    private void requireOfIssuer(String token) {
        if (token.length() > LONGEST) {
            throw refused("the token has more than " + LONGEST + " characters").raise();
        }
        JWT parsed = parse(token);
        Algorithm algorithm = parsed.getHeader().getAlgorithm();
        if (!(algorithm instanceof JWSAlgorithm signing) || !ALGORITHMS.contains(signing)) {
            throw refused("the token is signed with `" + algorithm + "`, and not with RSA or ECDSA")
                    .raise();
        }
        String issuer = issuer(parsed);
        if (!oidc.issuer().equals(issuer)) {
            throw refused("the token is of the issuer `" + issuer + "`, and not of `" + oidc.issuer() + "`")
                    .raise();
        }
    }

    private static JWT parse(String token) {
        try {
            return JWTParser.parse(token);
        } catch (ParseException | IllegalArgumentException e) {
            throw refused("the token is neither an API token nor a JWT").raise();
        }
    }

    private static String issuer(JWT token) {
        try {
            return String.valueOf(token.getJWTClaimsSet().getIssuer());
        } catch (ParseException e) {
            throw refused("the token carries no claims").raise();
        }
    }

    /** A token that is bound to a key of its holder is no bearer token (RFC 8705): only that certificate's holder may present it. */
    private static void requireHolder(Jwt jwt, Optional<ClientCertificate> certificate) {
        Object bound = jwt.getClaims().get("cnf");
        if (bound == null) {
            return;
        }
        boolean held = bound instanceof Map<?, ?> key
                && key.size() == 1
                && certificate
                        .map(ClientCertificate::thumbprint)
                        .filter(thumbprint -> thumbprint.equals(key.get("x5t#S256")))
                        .isPresent();
        if (!held) {
            throw refused(
                            "the token is bound to a key (`cnf`), and the connection does not show that its holder sends it")
                    .raise();
        }
    }

    private static Problem refused(String detail) {
        return Problem.unauthorized("token.invalid", detail, "sign in again at the issuer that this service trusts");
    }

    private Visitor visitor(Jwt jwt, String token) {
        var claims = new Claims(jwt.getClaims());
        return new Visitor(
                new Identity(oidc.issuer(), Objects.requireNonNull(jwt.getSubject(), "checked before")),
                tenant(claims),
                oidc.groupsClaim().map(claims::texts).orElse(List.of()),
                oidc.rolesClaim().map(claims::texts).orElse(List.of()),
                scopes(claims),
                name(jwt, token));
    }

    /** Where the operator named a claim, the token has to say whose it is; no token falls to the main tenant by saying nothing. */
    private String tenant(Claims claims) {
        if (oidc.tenantClaim().isEmpty()) {
            return Tenant.MAIN.name();
        }
        List<String> named = claims.texts(oidc.tenantClaim().get());
        if (named.size() != 1) {
            throw refused("the claim `" + oidc.tenantClaim().get() + "` of the token does not name one tenant")
                    .raise();
        }
        return named.getFirst();
    }

    /** Every scope, since roles say what a person may do; fewer where the token itself names scopes of this service. */
    private static List<String> scopes(Claims claims) {
        List<String> named = Stream.of("scope", "scp")
                .flatMap(claim -> claims.words(claim).stream())
                .filter(word -> word.startsWith(SCOPE_PREFIX))
                .map(word -> word.substring(SCOPE_PREFIX.length()))
                .toList();
        return named.isEmpty()
                ? Token.SCOPES
                : Token.SCOPES.stream().filter(named::contains).toList();
    }

    private static String name(Jwt jwt, String token) {
        return "jwt:"
                + Optional.ofNullable(jwt.getId())
                        .filter(id -> NAME.matcher(id).matches())
                        .orElseGet(() -> HexFormat.of().formatHex(Secret.hash(signed(token)), 0, DIGEST_BYTES));
    }

    /** What the signature is of: the signature itself can be written in several ways. */
    private static String signed(String token) {
        return token.substring(0, token.lastIndexOf('.'));
    }
}
