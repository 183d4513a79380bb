package dev.writ.policy.builtin.golang;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.golang.GoUrl.Part;

/** The authority of a URL: user, host, port. */
final class GoUrlHost {

    private static final String USER_CHARACTERS = "-._:~!$&'()*+,;=%@";

    private GoUrlHost() {}

    /** The host with its port, decoded; the user is checked and left out. */
    static String parseAuthority(String scheme, String authority) {
        int at = authority.lastIndexOf('@');
        String host = parseHost(scheme, authority.substring(at + 1));
        if (at >= 0) {
            checkUser(authority.substring(0, at));
        }
        return host;
    }

    private static void checkUser(String user) {
        boolean valid = user.chars()
                .allMatch(c -> (c >= 'A' && c <= 'Z')
                        || (c >= 'a' && c <= 'z')
                        || (c >= '0' && c <= '9')
                        || USER_CHARACTERS.indexOf(c) >= 0);
        if (!valid) {
            throw BuiltinFailure.error("net/url: invalid userinfo");
        }
        GoUrl.unescape(user, Part.USER);
    }

    private static String parseHost(String scheme, String host) {
        int bracket = host.lastIndexOf('[');
        if (bracket > 0) {
            throw BuiltinFailure.error("invalid IP-literal");
        }
        if (bracket == 0) {
            return literal(host);
        }
        int colon = host.indexOf(':');
        if (colon >= 0) {
            boolean strict = scheme.equals("http") || scheme.equals("https");
            checkPort(host.substring(strict ? colon : host.lastIndexOf(':')));
        }
        return GoUrl.unescape(host, Part.HOST);
    }

    private static String literal(String host) {
        int close = host.lastIndexOf(']');
        if (close < 0) {
            throw BuiltinFailure.error("missing ']' in host");
        }
        String port = host.substring(close + 1);
        checkPort(port);
        String name = host.substring(1, close);
        int zone = name.indexOf("%25");
        String decoded = zone < 0
                ? GoUrl.unescape(name, Part.HOST)
                : GoUrl.unescape(name.substring(0, zone), Part.HOST) + GoUrl.unescape(name.substring(zone), Part.ZONE);
        int percent = decoded.indexOf('%');
        String address = percent < 0 ? decoded : decoded.substring(0, percent);
        if (GoIp.parse(address) == null || percent == decoded.length() - 1) {
            throw BuiltinFailure.error("invalid host: ParseAddr(" + GoQuote.quote(decoded) + "): unable to parse IP");
        }
        if (!address.contains(":")) {
            throw BuiltinFailure.error("invalid IP-literal");
        }
        return "[" + decoded + "]" + port;
    }

    private static void checkPort(String port) {
        if (!isPort(port)) {
            throw BuiltinFailure.error("invalid port " + GoQuote.quote(port) + " after host");
        }
    }

    private static boolean isPort(String port) {
        return port.isEmpty() || (port.startsWith(":") && port.chars().skip(1).allMatch(c -> c >= '0' && c <= '9'));
    }

    /** The host without port and brackets. */
    static String name(String host) {
        int colon = portColon(host);
        String name = colon < 0 ? host : host.substring(0, colon);
        boolean bracketed = name.startsWith("[") && name.endsWith("]");
        return bracketed ? name.substring(1, name.length() - 1) : name;
    }

    /** The port, or nothing. */
    static String port(String host) {
        int colon = portColon(host);
        return colon < 0 ? "" : host.substring(colon + 1);
    }

    private static int portColon(String host) {
        int colon = host.lastIndexOf(':');
        return colon >= 0 && isPort(host.substring(colon)) ? colon : -1;
    }
}
