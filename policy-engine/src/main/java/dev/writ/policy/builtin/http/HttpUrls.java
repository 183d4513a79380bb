package dev.writ.policy.builtin.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * URLs as policies write them. Blanks, braces and letters beyond ASCII are escaped, as Go's {@code net/url} does; the
 * fragment stays here, since it is never sent.
 */
final class HttpUrls {

    private static final Pattern PARTS =
            Pattern.compile("(?:([A-Za-z][A-Za-z0-9+.-]*):)?(//[^/?#]*)?([^?#]*)(\\?[^#]*)?(?:#.*)?", Pattern.DOTALL);
    private static final Pattern WRONG_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final String UNRESERVED = "-_.!~*'()";
    private static final String IN_PATH = UNRESERVED + "$&+,/:;=@%";
    private static final String IN_QUERY = UNRESERVED + "$&+,/:;=@%?[]";

    private HttpUrls() {}

    /** @throws HttpFailure if {@code url} is none, in the words of Go */
    static URI parse(String url) throws HttpFailure {
        if (url.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw wrong(url, "net/url: invalid control character in URL");
        }
        if (url.startsWith(":")) {
            throw wrong(url, "missing protocol scheme");
        }
        Matcher parts = PARTS.matcher(url);
        if (!parts.matches()) {
            throw wrong(url, "invalid URL");
        }
        String path = parts.group(3);
        Matcher escape = WRONG_ESCAPE.matcher(path);
        if (escape.find()) {
            String shown = path.substring(escape.start(), Math.min(path.length(), escape.start() + 3));
            throw wrong(url, "invalid URL escape \"" + shown + "\"");
        }
        String scheme = parts.group(1);
        String text = (scheme == null ? "" : scheme.toLowerCase(Locale.ROOT) + ":")
                + (parts.group(2) == null ? "" : parts.group(2))
                + escaped(path, IN_PATH)
                + query(parts.group(4));
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw wrong(url, e.getReason());
        }
    }

    /** What {@code reference} means in {@code base}; a query alone keeps the path (RFC 3986, which {@link URI} is older than). */
    static URI resolve(URI base, URI reference) {
        boolean queryAlone = reference.getScheme() == null
                && reference.getRawAuthority() == null
                && reference.getRawPath().isEmpty()
                && reference.getRawQuery() != null;
        return queryAlone ? base.resolve(base.getRawPath() + "?" + reference.getRawQuery()) : base.resolve(reference);
    }

    /** A query need not hold whole escapes, and {@link URI} takes no others. */
    private static String query(@Nullable String query) {
        return query == null
                ? ""
                : "?" + escaped(WRONG_ESCAPE.matcher(query.substring(1)).replaceAll("%25"), IN_QUERY);
    }

    private static String escaped(String text, String allowed) {
        StringBuilder out = new StringBuilder(text.length());
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (each & 0xff);
            boolean plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            if (plain || allowed.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
            }
        }
        return out.toString();
    }

    private static HttpFailure wrong(String url, String reason) {
        return new HttpFailure(HttpFailure.Kind.REFUSED, "parse \"" + url + "\": " + reason);
    }
}
