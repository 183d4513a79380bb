package dev.writ.policy.parse;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which texts OPA takes for a URL in METADATA: all that Go's {@code url.Parse} reads, relative ones too. */
final class ResourceUrl {
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f]");
    private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:");
    private static final Pattern WRONG_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");
    private static final Pattern USER = Pattern.compile("[a-zA-Z0-9\\-._:~!$&'()*+,;=%@]*");
    private static final Pattern IP_LITERAL =
            Pattern.compile("\\[[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%25[^\\]]+)?](:[0-9]*)?");
    private static final Pattern HOST =
            Pattern.compile("(?:[^\\x00-\\x20#%/:?@\\[\\\\\\]^`{|}]|%25|%[89a-fA-F][0-9a-fA-F])*(:[0-9]*)?");

    private ResourceUrl() {}

    static boolean isValid(String text) {
        int hash = text.indexOf('#');
        String url = hash < 0 ? text : text.substring(0, hash);
        String fragment = hash < 0 ? "" : text.substring(hash + 1);
        return !CONTROL.matcher(url).find() && escapesAreValid(fragment) && !url.startsWith(":") && parts(url);
    }

    private static boolean parts(String url) {
        Matcher scheme = SCHEME.matcher(url);
        boolean absolute = scheme.lookingAt();
        String rest = absolute ? url.substring(scheme.end()) : url;
        int question = rest.indexOf('?');
        rest = question < 0 ? rest : rest.substring(0, question);
        if (!rest.startsWith("/")) {
            return absolute || (!segment(rest).contains(":") && escapesAreValid(rest));
        }
        if (rest.startsWith("//") && (absolute || !rest.startsWith("///"))) {
            String authority = segment(rest.substring(2));
            return authority(authority) && escapesAreValid(rest.substring(2 + authority.length()));
        }
        return escapesAreValid(rest);
    }

    private static String segment(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }

    private static boolean authority(String authority) {
        int at = authority.lastIndexOf('@');
        String user = at < 0 ? "" : authority.substring(0, at);
        String host = authority.substring(at + 1);
        boolean known = (host.startsWith("[") ? IP_LITERAL : HOST).matcher(host).matches();
        return known && USER.matcher(user).matches() && escapesAreValid(user);
    }

    private static boolean escapesAreValid(String text) {
        return !WRONG_ESCAPE.matcher(text).find();
    }
}
