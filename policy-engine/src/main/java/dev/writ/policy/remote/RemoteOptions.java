package dev.writ.policy.remote;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * Which OPA is asked, and how.
 *
 * @param server where it listens, such as {@code https://opa.example:8181}; a path is put before the paths of the API
 * @param token gives the bearer token for each request, so that it can be renewed; empty for none
 * @param tls whom to trust and what to show; absent for what the process trusts
 * @param connectTimeout how long a connection may take
 * @param requestBytes how long a request may be
 * @param responseBytes how long an answer may be
 */
public record RemoteOptions(
        URI server,
        Supplier<Optional<String>> token,
        Optional<SSLContext> tls,
        Duration connectTimeout,
        int requestBytes,
        int responseBytes) {

    public RemoteOptions {
        Objects.requireNonNull(token, "token");
        String scheme = String.valueOf(server.getScheme()).toLowerCase(Locale.ROOT);
        boolean http = scheme.equals("http") || scheme.equals("https");
        if (!http || server.getHost() == null || server.getRawQuery() != null || server.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "the server must be an `http` or `https` address without user and query");
        }
        if (connectTimeout.isNegative() || connectTimeout.isZero() || requestBytes < 1 || responseBytes < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    /** Without a token, 2 seconds to connect, requests and answers of at most 32 MiB. */
    public static RemoteOptions of(URI server) {
        return new RemoteOptions(server, Optional::empty, Optional.empty(), Duration.ofSeconds(2), 32 << 20, 32 << 20);
    }

    /** The same with a bearer token. */
    public RemoteOptions withToken(Supplier<Optional<String>> value) {
        return new RemoteOptions(server, value, tls, connectTimeout, requestBytes, responseBytes);
    }

    /** The same with a context for TLS. */
    public RemoteOptions withTls(SSLContext value) {
        return new RemoteOptions(server, token, Optional.of(value), connectTimeout, requestBytes, responseBytes);
    }

    /** The same with another time to connect. */
    public RemoteOptions withConnectTimeout(Duration value) {
        return new RemoteOptions(server, token, tls, value, requestBytes, responseBytes);
    }

    /** The same with other limits on bodies. */
    public RemoteOptions withBodyBytes(int request, int response) {
        return new RemoteOptions(server, token, tls, connectTimeout, request, response);
    }

    /** Whether what is sent can be read on the way. */
    boolean isInTheClear() {
        String host = server.getHost();
        boolean loopback = host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
        return !"https".equalsIgnoreCase(server.getScheme()) && !loopback;
    }

    /** The address of a path of the API, which starts with a slash. */
    URI at(String pathAndQuery) {
        String base = server.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + pathAndQuery);
    }
}
