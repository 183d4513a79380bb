package dev.writ.api;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.writ.api.platform.Oidc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An issuer of tokens over HTTP: discovery document, keys that can change, and tokens that can be wrong on purpose. */
public final class Issuer implements AutoCloseable {
    /** What the tokens are meant for. */
    public static final String AUDIENCE = "writ";

    private static final Duration LIFE = Duration.ofHours(1);
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger reads = new AtomicInteger();
    private volatile Keys keys;
    private volatile Optional<String> discovery = Optional.empty();
    private volatile Optional<String> published = Optional.empty();

    /**
     * What is signed with.
     *
     * @param rsa for RS256
     * @param ec for ES256
     */
    private record Keys(RSAKey rsa, ECKey ec) {
        static Keys fresh() {
            try {
                return new Keys(
                        new RSAKeyGenerator(2048)
                                .keyID(UUID.randomUUID().toString())
                                .generate(),
                        new ECKeyGenerator(Curve.P_256)
                                .keyID(UUID.randomUUID().toString())
                                .generate());
            } catch (JOSEException e) {
                throw new IllegalStateException(e);
            }
        }

        String published() {
            return new JWKSet(List.of(rsa, ec)).toPublicJWKSet().toString();
        }
    }

    private Issuer(int port) throws IOException {
        keys = Keys.fresh();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext(DISCOVERY, exchange -> answer(exchange, discovery.orElseGet(this::document)));
        server.createContext("/keys", exchange -> {
            reads.incrementAndGet();
            answer(exchange, published.orElseGet(() -> keys.published()));
        });
        server.start();
    }

    /** Starts on a free port. */
    public static Issuer start() {
        return start(0);
    }

    /** Starts on that port. */
    public static Issuer start(int port) {
        try {
            return new Issuer(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its URL, as it stands in its tokens. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Where it listens. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** What a service is told of it: groups and roles are claims of these names. */
    public Oidc oidc() {
        return new Oidc(url(), AUDIENCE, Optional.of("groups"), Optional.of("roles"), Optional.empty(), false);
    }

    /** How often its keys were read. */
    public int reads() {
        return reads.get();
    }

    /** Signs with new keys from now on; the old ones are published no more. */
    public void rotate() {
        keys = Keys.fresh();
    }

    /** Answers with this in place of the discovery document. */
    public void discovery(String text) {
        discovery = Optional.of(text);
    }

    /** Answers with this in place of its keys. */
    public void publish(String text) {
        published = Optional.of(text);
    }

    /** The key that RS256 tokens are signed with now. */
    public RSAKey rsa() {
        return keys.rsa();
    }

    /** The claims of a good token. */
    public JWTClaimsSet.Builder claims(String subject) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(url())
                .subject(subject)
                .audience(AUDIENCE)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .jwtID(UUID.randomUUID().toString());
    }

    /** A good token of a person in groups. */
    public String token(String subject, String... groups) {
        return sign(claims(subject).claim("groups", List.of(groups)).build());
    }

    /** These claims, signed with RS256. */
    public String sign(JWTClaimsSet claims) {
        Keys now = keys;
        return sign(header(JWSAlgorithm.RS256, now.rsa().getKeyID()).build(), claims, signer(now.rsa()));
    }

    /** These claims, signed with ES256. */
    public String signWithEc(JWTClaimsSet claims) {
        try {
            Keys now = keys;
            return sign(header(JWSAlgorithm.ES256, now.ec().getKeyID()).build(), claims, new ECDSASigner(now.ec()));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The header of an access token (RFC 9068). */
    public static JWSHeader.Builder header(JWSAlgorithm algorithm, String kid) {
        return new JWSHeader.Builder(algorithm)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(kid);
    }

    /** Signs with an RSA key. */
    public static JWSSigner signer(RSAKey key) {
        try {
            return new RSASSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Any header, claims and signature. */
    public static String sign(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
        try {
            var token = new SignedJWT(header, claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String document() {
        return "{\"issuer\":\"" + url() + "\",\"jwks_uri\":\"" + url()
                + "/keys\",\"id_token_signing_alg_values_supported\":[\"RS256\",\"ES256\"]}";
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
