import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * An issuer of tokens to try Writ with: whoever asks gets a token for whomever it names, so it is for one machine and for trying things
 * out only. It needs nothing but a JDK: {@code java Issuer.java [PORT]} prints its URL as the first line.
 *
 * <p>{@code curl "$URL/token?sub=alice&groups=model-risk&aud=writ"} gives a token. Further parameters: {@code roles}, {@code scope}, and
 * {@code seconds} until it ends.
 */
public final class Issuer {
    private static final int LIFE_SECONDS = 3600;

    private final KeyPair keys;
    private final String kid = UUID.randomUUID().toString();
    private final String url;

    private Issuer(KeyPair keys, String url) {
        this.keys = keys;
        this.url = url;
    }

    public static void main(String[] args) throws IOException, GeneralSecurityException {
        int port = args.length == 0 ? 0 : Integer.parseInt(args[0]);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        var issuer = new Issuer(generator.generateKeyPair(), url);
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, 200, issuer.discovery()));
        server.createContext("/keys", exchange -> answer(exchange, 200, issuer.jwks()));
        server.createContext("/token", issuer::token);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        System.out.println(url);
    }

    private String discovery() {
        return object(Map.of("issuer", quoted(url), "jwks_uri", quoted(url + "/keys")));
    }

    private String jwks() {
        var key = (RSAPublicKey) keys.getPublic();
        String jwk = object(Map.of(
                "kty", quoted("RSA"),
                "use", quoted("sig"),
                "alg", quoted("RS256"),
                "kid", quoted(kid),
                "n", quoted(base64(unsigned(key.getModulus()))),
                "e", quoted(base64(unsigned(key.getPublicExponent())))));
        return "{\"keys\":[" + jwk + "]}";
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> query = query(exchange);
        if (query.getOrDefault("sub", "").isEmpty()) {
            answer(exchange, 400, "say who signs in: /token?sub=alice\n");
            return;
        }
        try {
            answer(exchange, 200, sign(claims(query)) + "\n");
        } catch (GeneralSecurityException | NumberFormatException e) {
            answer(exchange, 400, e.getMessage() + "\n");
        }
    }

    private String claims(Map<String, String> query) {
        long now = Instant.now().getEpochSecond();
        long life = Long.parseLong(query.getOrDefault("seconds", Integer.toString(LIFE_SECONDS)));
        Map<String, String> claims = new HashMap<>(Map.of(
                "iss", quoted(url),
                "sub", quoted(query.get("sub")),
                "aud", quoted(query.getOrDefault("aud", "writ")),
                "iat", Long.toString(now),
                "exp", Long.toString(now + life),
                "jti", quoted(UUID.randomUUID().toString())));
        for (String list : new String[] {"groups", "roles"}) {
            if (query.containsKey(list)) {
                claims.put(list, quotedList(query.get(list)));
            }
        }
        if (query.containsKey("scope")) {
            claims.put("scope", quoted(query.get("scope")));
        }
        return object(claims);
    }

    private String sign(String claims) throws GeneralSecurityException {
        String header = object(Map.of("alg", quoted("RS256"), "typ", quoted("at+jwt"), "kid", quoted(kid)));
        String signed = base64(header.getBytes(StandardCharsets.UTF_8)) + "."
                + base64(claims.getBytes(StandardCharsets.UTF_8));
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + base64(signature.sign());
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new HashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]));
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .set("Content-Type", text.startsWith("{") ? "application/json" : "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> quoted(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String quotedList(String commas) {
        return Arrays.stream(commas.split(","))
                .filter(item -> !item.isEmpty())
                .map(Issuer::quoted)
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** A JSON string. */
    private static String quoted(String text) {
        var out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append("\\u%04x".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Big-endian without the byte that says that the number is not negative. */
    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }
}
