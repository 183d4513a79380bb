package dev.writ.policy.builtin.crypto;

import org.jspecify.annotations.Nullable;

/** Host names and mailboxes as certificates hold and constrain them. */
final class DomainNames {

    private DomainNames() {}

    /**
     * Whether a text can be a domain name. Go leaves much through here: an empty name, and labels of any printable
     * character; a constraint may start with a dot.
     */
    static boolean isValid(String name, boolean constraint) {
        if (name.isEmpty()) {
            return true;
        }
        if (name.endsWith(".")) {
            return false;
        }
        String labels = constraint && name.startsWith(".") ? name.substring(1) : name;
        for (String label : labels.split("\\.", -1)) {
            if (label.isEmpty() || !isPlain(label)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(String label) {
        return label.chars().allMatch(c -> c >= 33 && c <= 126);
    }

    /** A mailbox in its parts. */
    record Mailbox(String local, String domain) {}

    /** The parts of an address (RFC 2821, 4.1.2), or null if it is none. */
    static @Nullable Mailbox mailbox(String text) {
        int at;
        String local;
        if (text.startsWith("\"")) {
            StringBuilder quoted = new StringBuilder();
            at = quotedEnd(text, quoted);
            local = quoted.toString();
        } else {
            StringBuilder atoms = new StringBuilder();
            at = atomsEnd(text, atoms);
            local = atoms.toString();
            if (local.isEmpty() || local.startsWith(".") || local.endsWith(".") || local.contains("..")) {
                return null;
            }
        }
        if (at < 0 || at >= text.length() || text.charAt(at) != '@') {
            return null;
        }
        String domain = text.substring(at + 1);
        return isValid(domain, false) ? new Mailbox(local, domain) : null;
    }

    private static int quotedEnd(String text, StringBuilder out) {
        int i = 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '"') {
                return i + 1;
            }
            if (c == '\\') {
                i++;
                if (i == text.length()) {
                    return -1;
                }
                c = text.charAt(i);
            }
            if (c == '\r' || c == '\n' || c == 0 || c > 127) {
                return -1;
            }
            out.append(c);
            i++;
        }
        return -1;
    }

    /** A backslash takes the next character as it is. */
    private static int atomsEnd(String text, StringBuilder out) {
        int i = 0;
        while (i < text.length() && (text.charAt(i) == '\\' || isAtom(text.charAt(i)))) {
            if (text.charAt(i) == '\\') {
                i++;
            }
            if (i == text.length()) {
                return -1;
            }
            out.append(text.charAt(i));
            i++;
        }
        return i;
    }

    private static boolean isAtom(char c) {
        return (c >= '0' && c <= '9')
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || "!#$%&'*+-/=?^_`{|}~.".indexOf(c) >= 0;
    }
}
