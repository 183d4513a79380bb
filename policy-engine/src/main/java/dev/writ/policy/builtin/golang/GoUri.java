package dev.writ.policy.builtin.golang;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.golang.GoUrl.Part;

/**
 * A URL in its parts, as Go's {@code url.Parse} cuts it. Parts that are missing are empty.
 *
 * @param rawPath the path as it was written where that is not the default encoding of {@code path}, else empty
 */
public record GoUri(
        String scheme, String hostname, String port, String path, String rawPath, String rawQuery, String fragment) {

    /**
     * Cuts a text.
     *
     * @throws BuiltinFailure if the text is no URL
     */
    public static GoUri parse(String text) {
        int hash = text.indexOf('#');
        String url = hash < 0 ? text : text.substring(0, hash);
        String fragment = hash < 0 ? "" : text.substring(hash + 1);
        GoUri parts;
        try {
            parts = parseWithoutFragment(url);
        } catch (BuiltinFailure e) {
            throw BuiltinFailure.error("parse " + GoQuote.quote(url) + ": " + e.reason());
        }
        try {
            return parts.withFragment(GoUrl.unescape(fragment, Part.FRAGMENT));
        } catch (BuiltinFailure e) {
            throw BuiltinFailure.error("parse " + GoQuote.quote(text) + ": " + e.reason());
        }
    }

    /** The host with its port, an IPv6 address in brackets. */
    public String host() {
        String name = hostname.contains(":") ? "[" + hostname + "]" : hostname;
        return port.isEmpty() ? name : name + ":" + port;
    }

    /** The path as it goes over the wire: as it was written where that is valid, else with the usual escapes. */
    public String escapedPath() {
        boolean asWritten = !rawPath.isEmpty() && GoUrl.isEscaped(rawPath, Part.PATH);
        return asWritten ? rawPath : path.equals("*") ? path : GoUrl.escape(path, Part.PATH);
    }

    /** The fragment as it was {@code written} where that is not the usual escape of it, else empty. */
    public String rawFragment(String written) {
        return GoUrl.escape(fragment, Part.FRAGMENT).equals(written) ? "" : written;
    }

    /** A fragment as it goes over the wire: as it was written where that is valid, else with the usual escapes. */
    public static String escapedFragment(String written) {
        return GoUrl.isEscaped(written, Part.FRAGMENT)
                ? written
                : GoUrl.escape(GoUrl.unescape(written, Part.FRAGMENT), Part.FRAGMENT);
    }

    private GoUri withFragment(String text) {
        return new GoUri(scheme, hostname, port, path, rawPath, rawQuery, text);
    }

    private static GoUri parseWithoutFragment(String url) {
        if (url.chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
            throw BuiltinFailure.error("net/url: invalid control character in URL");
        }
        if (url.equals("*")) {
            return new GoUri("", "", "", "*", "", "", "");
        }
        int colon = schemeEnd(url);
        String scheme = colon < 0 ? "" : GoUrl.lower(url.substring(0, colon));
        String rest = url.substring(colon + 1);
        int question = rest.indexOf('?');
        String query = question < 0 ? "" : rest.substring(question + 1);
        rest = question < 0 ? rest : rest.substring(0, question);
        if (!rest.startsWith("/")) {
            return rootless(scheme, rest, query);
        }
        String host = "";
        boolean hasAuthority = rest.startsWith("//") && (!scheme.isEmpty() || !rest.startsWith("///"));
        if (hasAuthority) {
            int slash = rest.indexOf('/', 2);
            String authority = slash < 0 ? rest.substring(2) : rest.substring(2, slash);
            rest = slash < 0 ? "" : rest.substring(slash);
            host = GoUrlHost.parseAuthority(scheme, authority);
        }
        return of(scheme, host, rest, query);
    }

    private static GoUri rootless(String scheme, String rest, String query) {
        if (!scheme.isEmpty()) {
            return new GoUri(scheme, "", "", "", "", query, "");
        }
        int slash = rest.indexOf('/');
        if ((slash < 0 ? rest : rest.substring(0, slash)).contains(":")) {
            throw BuiltinFailure.error("first path segment in URL cannot contain colon");
        }
        return of("", "", rest, query);
    }

    private static GoUri of(String scheme, String host, String rawPath, String query) {
        String path = GoUrl.unescape(rawPath, Part.PATH);
        boolean usual = GoUrl.escape(path, Part.PATH).equals(rawPath);
        return new GoUri(scheme, GoUrlHost.name(host), GoUrlHost.port(host), path, usual ? "" : rawPath, query, "");
    }

    /** The position of the colon after the scheme, or -1. */
    private static int schemeEnd(String url) {
        for (int i = 0; i < url.length(); i++) {
            char c = url.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean other = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
            if (c == ':') {
                if (i == 0) {
                    throw BuiltinFailure.error("missing protocol scheme");
                }
                return i;
            }
            if (!letter && (!other || i == 0)) {
                return -1;
            }
        }
        return -1;
    }
}
