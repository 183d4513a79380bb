package dev.writ.policy.builtin.crypto;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.golang.GoUri;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoValue;

/**
 * A URI in a certificate, in the parts of Go's {@code url.URL}.
 *
 * @param opaque what follows a scheme without a slash, as in {@code urn:…}
 * @param host host and port as they stand there
 * @param user what stands before the host, the at sign included, or empty
 * @param forceQuery whether the URI ends in a question mark without a query
 */
record CertificateUri(String text, GoUri parts, String opaque, String host, String user, boolean forceQuery) {

    /**
     * Cuts a text.
     *
     * @throws BuiltinFailure if the text is no URI
     */
    static CertificateUri parse(String text) {
        GoUri parts = GoUri.parse(text);
        int hash = text.indexOf('#');
        String url = hash < 0 ? text : text.substring(0, hash);
        boolean forceQuery = url.endsWith("?") && url.indexOf('?') == url.length() - 1;
        int question = url.indexOf('?');
        String plain = question < 0 ? url : url.substring(0, question);
        String rest = parts.scheme().isEmpty()
                ? plain
                : plain.substring(parts.scheme().length() + 1);
        if (!parts.scheme().isEmpty() && !rest.startsWith("/")) {
            return new CertificateUri(text, parts, rest, "", "", forceQuery);
        }
        String authority = "";
        if (rest.startsWith("//")) {
            int slash = rest.indexOf('/', 2);
            authority = slash < 0 ? rest.substring(2) : rest.substring(2, slash);
        }
        int at = authority.lastIndexOf('@');
        return new CertificateUri(
                text, parts, "", authority.substring(at + 1), authority.substring(0, at + 1), forceQuery);
    }

    /** The fields of Go's {@code url.URL}; who the user is stays hidden there, too. */
    RegoValue toValue() {
        boolean isOpaque = !opaque.isEmpty();
        return new Fields()
                .put("Scheme", parts.scheme())
                .put("Opaque", opaque)
                .put("User", user.isEmpty() ? RegoNull.NULL : RegoObject.EMPTY)
                .put("Host", host)
                .put("Path", isOpaque ? "" : parts.path())
                .put("RawPath", isOpaque ? "" : parts.rawPath())
                .put("OmitHost", omitHost())
                .put("ForceQuery", forceQuery)
                .put("RawQuery", parts.rawQuery())
                .put("Fragment", parts.fragment())
                .put("RawFragment", parts.rawFragment(writtenFragment()))
                .build();
    }

    /** Whether a path follows a scheme without two slashes between them. */
    private boolean omitHost() {
        int after = parts.scheme().length() + 1;
        return !parts.scheme().isEmpty() && text.startsWith("/", after) && !text.startsWith("//", after);
    }

    /** The URI put together again from its parts. */
    String normal() {
        StringBuilder out = new StringBuilder();
        if (!parts.scheme().isEmpty()) {
            out.append(parts.scheme()).append(':');
        }
        if (opaque.isEmpty()) {
            String path = parts.escapedPath();
            boolean hasAuthority = !host.isEmpty() || !user.isEmpty();
            boolean isRooted = !parts.scheme().isEmpty() && !path.isEmpty() && !omitHost();
            if (hasAuthority || isRooted) {
                out.append("//").append(user).append(host);
            }
            out.append(path);
        } else {
            out.append(opaque);
        }
        if (forceQuery || !parts.rawQuery().isEmpty()) {
            out.append('?').append(parts.rawQuery());
        }
        String fragment = writtenFragment();
        return fragment.isEmpty()
                ? out.toString()
                : out.append('#').append(GoUri.escapedFragment(fragment)).toString();
    }

    private String writtenFragment() {
        int hash = text.indexOf('#');
        return hash < 0 ? "" : text.substring(hash + 1);
    }
}
