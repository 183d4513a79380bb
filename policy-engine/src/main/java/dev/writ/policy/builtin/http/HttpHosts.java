package dev.writ.policy.builtin.http;

import java.net.URI;
import java.util.HashSet;
import java.util.Set;

/** The hosts that may be asked: none unless somebody named them, as with {@code allow_net} in OPA's capabilities. */
record HttpHosts(Set<String> allowed) {

    HttpHosts {
        allowed = Set.copyOf(allowed);
    }

    /** Those that are among {@code others}, too. */
    HttpHosts and(Set<String> others) {
        Set<String> both = new HashSet<>(allowed);
        both.retainAll(others);
        return new HttpHosts(both);
    }

    /** @throws HttpFailure if the host of {@code url} is not among them */
    void check(String url) throws HttpFailure {
        String host = host(url);
        if (!allowed.contains(host)) {
            throw disallowed(host);
        }
    }

    static HttpFailure disallowed(String host) {
        return new HttpFailure(
                HttpFailure.Kind.REFUSED,
                "disallowed host: " + host
                        + " (nothing is sent unless the host is allowed: add it to `allow_net` of the"
                        + " capabilities)");
    }

    static String host(String url) throws HttpFailure {
        URI uri = HttpUrls.parse(url);
        String host = uri.getHost();
        if (host == null && uri.getRawAuthority() != null) {
            throw new HttpFailure(
                    HttpFailure.Kind.REFUSED,
                    "host `" + uri.getRawAuthority() + "` cannot be asked: its name has characters beyond letters,"
                            + " digits, points and hyphens");
        }
        return host == null ? "" : host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** The scheme of {@code url}, empty where it has none. */
    static String scheme(String url) throws HttpFailure {
        String scheme = HttpUrls.parse(url).getScheme();
        return scheme == null ? "" : scheme;
    }
}
