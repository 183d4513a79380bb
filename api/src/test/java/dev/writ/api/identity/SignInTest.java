package dev.writ.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.writ.api.Client;
import dev.writ.api.Issuer;
import dev.writ.api.RunningService;
import dev.writ.api.SharedService;
import dev.writ.api.SharedService.People;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** People who sign in at an issuer, through HTTP, with an issuer that really signs. */
@ExtendWith(SharedService.class)
@Tag("database")
class SignInTest {
    private static final String OWN = "/api/v1/decisions";

    private final People people;
    private final Issuer issuer;

    SignInTest(People people) {
        this.people = people;
        this.issuer = people.issuer();
    }

    private Client.Answer with(String token) {
        return people.nobody().withToken(token).get(OWN);
    }

    private void refused(String token, String why) {
        var answer = with(token).expectProblem(401, "token.invalid");
        assertThat(answer.text("detail")).contains(why);
        assertThat(answer.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
    }

    private void registered(String id) {
        people.service().person(people.admin(), issuer, id, List.of("requester"));
    }

    @Test
    void aRegisteredPersonSignsIn() {
        people.signedIn("si-ada", List.of("requester")).get(OWN).expect(200);
        with(issuer.signWithEc(issuer.claims("si-ada").build())).expect(200);
        var listed = people.admin().get("/api/v1/principals?limit=200").expect(200);
        assertThat(listed.body()).contains("\"identity\":{\"issuer\":\"" + issuer.url() + "\",\"subject\":\"si-ada\"}");
    }

    @Test
    void nobodyIsRegisteredBySigningIn() {
        var answer = with(issuer.token("si-stranger")).expectProblem(403, "identity.unknown");
        assertThat(answer.text("detail")).contains("`si-stranger`");
        assertThat(answer.text("remediation")).contains("POST /api/v1/principals");
        assertThat(people.admin()
                        .get("/api/v1/principals?limit=200")
                        .expect(200)
                        .body())
                .doesNotContain("si-stranger");
    }

    @Test
    void aTokenOfAnotherIssuerIsRefused() {
        registered("si-other-issuer");
        try (Issuer other = Issuer.start()) {
            refused(other.token("si-other-issuer"), "is of the issuer `" + other.url() + "`");
            assertThat(other.reads()).as("nobody asks it").isZero();
        }
    }

    @Test
    void aTokenForAnotherServiceIsRefused() {
        registered("si-audience");
        var claims = issuer.claims("si-audience");
        refused(issuer.sign(claims.audience("wiki").build()), "not meant for `writ`");
        refused(issuer.sign(claims.audience((String) null).build()), "not meant for `writ`");
        with(issuer.sign(claims.audience(List.of("wiki", "writ")).build())).expect(200);
    }

    @Test
    void aTokenIsGoodInItsTimeOnly() {
        registered("si-time");
        Instant now = Instant.now();
        var claims = issuer.claims("si-time").issueTime(at(now, -600));
        refused(issuer.sign(claims.expirationTime(at(now, -61)).build()), "expired at");
        with(issuer.sign(claims.expirationTime(at(now, -30)).build())).expect(200);
        refused(issuer.sign(claims.expirationTime(null).build()), "has no end");
        claims.expirationTime(at(now, 600));
        refused(issuer.sign(claims.notBeforeTime(at(now, 120)).build()), "not valid before");
        with(issuer.sign(claims.notBeforeTime(at(now, 30)).build())).expect(200);
        refused(issuer.sign(claims.issueTime(at(now, 120)).build()), "issued in the future");
    }

    private static Date at(Instant now, long seconds) {
        return Date.from(now.plusSeconds(seconds));
    }

    @Test
    void onlySignaturesByPublicKeysAreTaken() throws JOSEException {
        registered("si-algorithm");
        JWTClaimsSet claims = issuer.claims("si-algorithm").build();
        refused(new PlainJWT(claims).serialize(), "signed with `none`");
        RSAKey key = issuer.rsa();
        byte[] shared = key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        for (byte[] secret : List.of(shared, key.toRSAPublicKey().getEncoded())) {
            var header = Issuer.header(JWSAlgorithm.HS256, key.getKeyID()).build();
            refused(Issuer.sign(header, claims, new MACSigner(secret)), "signed with `HS256`");
        }
    }

    @Test
    void aForgedSignatureIsRefused() throws JOSEException {
        registered("si-forged");
        JWTClaimsSet claims = issuer.claims("si-forged").build();
        RSAKey forged = new RSAKeyGenerator(2048).keyID("forged").generate();
        var ofTheIssuer =
                Issuer.header(JWSAlgorithm.RS256, issuer.rsa().getKeyID()).build();
        refused(Issuer.sign(ofTheIssuer, claims, Issuer.signer(forged)), "signature");
        var unknown = Issuer.header(JWSAlgorithm.RS256, "forged").build();
        refused(Issuer.sign(unknown, claims, Issuer.signer(forged)), "no key of");
        var enclosed = Issuer.header(JWSAlgorithm.RS256, "forged")
                .jwk(forged.toPublicJWK())
                .build();
        refused(Issuer.sign(enclosed, claims, Issuer.signer(forged)), "no key of");
        String good = issuer.sign(claims);
        String[] parts = good.split("\\.", -1);
        String other = issuer.sign(issuer.claims("root").build()).split("\\.", -1)[1];
        refused(parts[0] + "." + other + "." + parts[2], "signature");
        refused(parts[0] + "." + parts[1] + ".", "");
        refused("a.b", "neither an API token nor a JWT");
        refused("x".repeat(5000), "neither an API token nor a JWT");
    }

    @Test
    void onlyAccessTokensAreTaken() {
        registered("si-type");
        JWTClaimsSet claims = issuer.claims("si-type").build();
        RSAKey key = issuer.rsa();
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID());
        with(Issuer.sign(header.build(), claims, Issuer.signer(key))).expect(200);
        with(Issuer.sign(header.type(JOSEObjectType.JWT).build(), claims, Issuer.signer(key)))
                .expect(200);
        for (String mark : List.of("nonce", "at_hash", "c_hash")) {
            JWTClaimsSet id = new JWTClaimsSet.Builder(claims).claim(mark, "x").build();
            refused(
                    Issuer.sign(header.type(JOSEObjectType.JWT).build(), id, Issuer.signer(key)),
                    "is an ID token, since it has the claim `" + mark + "`");
            with(issuer.sign(id)).expect(200);
        }
        refused(
                Issuer.sign(
                        header.type(JOSEObjectType.JWT).build(),
                        new JWTClaimsSet.Builder(claims).claim("typ", "ID").build(),
                        Issuer.signer(key)),
                "as its claim `typ` says");
        refused(
                Issuer.sign(header.type(new JOSEObjectType("logout+jwt")).build(), claims, Issuer.signer(key)),
                "type is not good");
        refused(
                issuer.sign(issuer.claims("si-type")
                        .claim("cnf", Map.of("jkt", "x"))
                        .build()),
                "is bound to a key");
        refused(issuer.sign(issuer.claims("").build()), "names no subject");
    }

    @Test
    void rolesAndScopesOfATokenCountBesideThoseOfTheService() {
        Client plain = people.signedIn("si-roles", List.of());
        plain.get("/api/v1/principals").expectProblem(403, "platform.role.missing");
        String auditor = issuer.sign(
                issuer.claims("si-roles").claim("roles", List.of("auditor")).build());
        with(auditor).expect(200);
        people.nobody().withToken(auditor).get("/api/v1/principals").expect(200);
        String narrow = issuer.sign(issuer.claims("si-roles")
                .claim("roles", List.of("auditor", "admin"))
                .claim("scope", "openid writ:evaluate")
                .build());
        people.nobody().withToken(narrow).get("/api/v1/principals").expectProblem(403, "platform.scope.missing");
        refused(issuer.sign(issuer.claims("si-roles").claim("roles", 7).build()), "the claim `roles`");
        refused(
                issuer.sign(
                        issuer.claims("si-roles").claim("groups", List.of("")).build()),
                "the claim `groups`");
    }

    @Test
    void anIdentityIsOnePersonsAndNoServices() {
        registered("si-first");
        String body = "{\"id\":\"%s\",\"kind\":\"%s\",\"identity\":{\"issuer\":\"" + issuer.url()
                + "\",\"subject\":\"si-first\"}}";
        people.admin()
                .post("/api/v1/principals", body.formatted("si-second", "human"))
                .expectProblem(409, "identity.exists");
        people.admin()
                .post("/api/v1/principals", body.formatted("si-bot", "service"))
                .expectProblem(422, "principal.identity");
        people.admin()
                .post("/api/v1/principals", "{\"id\":\"si-second\",\"kind\":\"human\",\"identity\":{\"issuer\":\"x\"}}")
                .expectProblem(422, "field.missing");
        with(issuer.token("si-first")).expect(200);
    }

    @Test
    void withoutAnIssuerOnlyApiTokensAreTaken(@TempDir Path dir) {
        try (RunningService service = RunningService.start(dir)) {
            var answer =
                    service.client().withToken(issuer.token("ada")).get(OWN).expectProblem(401, "token.invalid");
            assertThat(answer.text("remediation")).contains("--oidc-issuer");
        }
    }

    @Test
    void theServiceStartsWithoutItsIssuerAndFollowsItsKeys(@TempDir Path dir) throws IOException {
        int port;
        String early;
        try (Issuer before = Issuer.start()) {
            port = before.port();
            early = before.token("eve");
        }
        var oidc = new dev.writ.api.platform.Oidc(
                "http://127.0.0.1:" + port,
                Issuer.AUDIENCE,
                Optional.of("groups"),
                Optional.empty(),
                Optional.empty(),
                true);
        try (RunningService service =
                RunningService.start(RunningService.options(dir, Optional.empty(), Optional.of(oidc)))) {
            Client admin = service.bootstrap();
            var answer = service.client().withToken(early).get(OWN).expectProblem(503, "sign_in.unavailable");
            assertThat(answer.text("detail")).contains("http://127.0.0.1:" + port);
            assertThat(answer.header("Retry-After")).isNotEmpty();
            try (Issuer issuer = Issuer.start(port)) {
                service.person(admin, issuer, "eve", List.of("requester"));
                String first = issuer.token("eve");
                eventually(service.client().withToken(first), 200);
                issuer.rotate();
                eventually(service.client().withToken(issuer.token("eve")), 200);
                service.client().withToken(first).get(OWN).expectProblem(401, "token.invalid");
                RSAKey key = issuer.rsa();
                var untyped = new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(key.getKeyID())
                        .type(JOSEObjectType.JWT)
                        .build();
                var plain = service.client()
                        .withToken(Issuer.sign(untyped, issuer.claims("eve").build(), Issuer.signer(key)))
                        .get(OWN)
                        .expectProblem(401, "token.invalid");
                assertThat(plain.text("detail")).contains("`typ` is not `at+jwt`");
                String claimed = issuer.sign(
                        issuer.claims("eve").claim("roles", List.of("auditor")).build());
                service.client()
                        .withToken(claimed)
                        .get("/api/v1/principals")
                        .expectProblem(403, "platform.role.missing");
            }
        }
    }

    /** Keys are read again after a pause only. */
    private static void eventually(Client client, int status) {
        Instant end = Instant.now().plus(IssuerKeys.PAUSE).plus(Duration.ofSeconds(10));
        while (client.get(OWN).status() != status && Instant.now().isBefore(end)) {
            Thread.onSpinWait();
        }
        client.get(OWN).expect(status);
    }
}
