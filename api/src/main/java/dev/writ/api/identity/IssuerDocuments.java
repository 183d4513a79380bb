package dev.writ.api.identity;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads an issuer's keys as OpenID Connect Discovery 1.0 has it: where they are stands in a document below the issuer's URL. Both
 * reads are bounded in time and size, and no redirect is followed.
 */
class IssuerDocuments {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final long ANSWER_SECONDS = 3;
    private static final long LARGEST = 512 * 1024;
    private static final int SMALLEST_RSA_BITS = 2048;

    private final String issuer;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    IssuerDocuments(String issuer) {
        this.issuer = issuer;
    }

    /**
     * The keys that the issuer publishes now, without RSA keys that are too short to trust.
     *
     * @throws IOException says what is wrong with the issuer, for its operator
     */
    JWKSet keys() throws IOException {
        URI discovery = URI.create(issuer.replaceAll("/+$", "") + "/.well-known/openid-configuration");
        Map<String, Object> document = object(discovery);
        if (!issuer.equals(document.get("issuer"))) {
            throw new IOException("`" + discovery + "` is of the issuer `" + document.get("issuer") + "`");
        }
        URI location = location(discovery, document.get("jwks_uri"));
        try {
            var published = JWKSet.parse(get(location));
            return new JWKSet(
                    published.getKeys().stream().filter(IssuerDocuments::strong).toList());
        } catch (ParseException e) {
            throw new IOException("`" + location + "` is no set of keys", e);
        }
    }

    private static boolean strong(JWK key) {
        return !(key instanceof RSAKey rsa) || rsa.size() >= SMALLEST_RSA_BITS;
    }

    /** Keys come encrypted, unless the issuer itself does not: an operator may do so on one machine only. */
    private URI location(URI discovery, @Nullable Object given) throws IOException {
        if (given instanceof String text) {
            try {
                URI location = URI.create(text);
                boolean plain = "http".equals(location.getScheme()) && issuer.startsWith("http:");
                if (location.getHost() != null && ("https".equals(location.getScheme()) || plain)) {
                    return location;
                }
            } catch (IllegalArgumentException e) {
                // falls through to the one message for every wrong location
            }
        }
        throw new IOException("`jwks_uri` of `" + discovery + "` is no URL of keys: `" + given + "`");
    }

    private Map<String, Object> object(URI at) throws IOException {
        try {
            return JSONObjectUtils.parse(get(at));
        } catch (ParseException e) {
            throw new IOException("`" + at + "` is no JSON object", e);
        }
    }

    private String get(URI at) throws IOException {
        var request = HttpRequest.newBuilder(at)
                .header("Accept", "application/json")
                .GET()
                .build();
        var answer = http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST));
        try {
            var response = answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
            if (response.statusCode() != 200) {
                throw new IOException("`" + at + "` answered with status " + response.statusCode());
            }
            return new String(response.body(), StandardCharsets.UTF_8);
        } catch (TimeoutException e) {
            throw new IOException("`" + at + "` did not answer within " + ANSWER_SECONDS + " s", e);
        } catch (ExecutionException e) {
            throw new IOException("`" + at + "` could not be read: " + reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the wait for `" + at + "` was interrupted", e);
        } finally {
            answer.cancel(true);
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = Objects.requireNonNullElse(failure.getCause(), failure);
        return Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
    }
}
