package dev.writ.policy.builtin.golang;

/**
 * Which texts Go's {@code net/mail} reads as one address: RFC 5322 with display names, comments and groups of one, and
 * with letters beyond ASCII.
 */
public final class GoMailAddress {
    private static final String ATOM_MARKS = "!#$%&'*+-/=?^_`{|}~";

    private final String text;
    private int at;

    private GoMailAddress(String text) {
        this.text = text;
    }

    /** Whether {@code text} is an address. */
    public static boolean isValid(String text) {
        GoMailAddress reader = new GoMailAddress(text);
        return reader.single() && reader.skipComments() && reader.at == text.length();
    }

    private boolean single() {
        skipSpace();
        if (specification()) {
            return true;
        }
        at = 0;
        skipSpace();
        return (peek() == '<' || phrase()) && (peek() == ':' ? group() : angle());
    }

    /** A group with one member, as {@code g: a@b;}. */
    private boolean group() {
        at++;
        skipComments();
        return member() && skipComments() && take(';');
    }

    private boolean member() {
        int start = at;
        if (specification()) {
            return true;
        }
        at = start;
        return (peek() == '<' || phrase()) && angle();
    }

    private boolean angle() {
        skipSpace();
        return take('<') && specification() && take('>');
    }

    /** The local part and the domain. */
    private boolean specification() {
        skipSpace();
        boolean local = peek() == '"' ? quoted(false) : atom(false);
        return local && take('@') && domain();
    }

    private boolean domain() {
        skipSpace();
        if (peek() != '[') {
            return atom(false);
        }
        int close = text.indexOf(']', at);
        boolean address = close > at && GoIp.parse(text.substring(at + 1, close)) != null;
        at = close + 1;
        return address;
    }

    /** Words of a display name, of which there is at least one. */
    private boolean phrase() {
        boolean any = false;
        while (true) {
            skipComments();
            int start = at;
            boolean word = peek() == '"' ? quoted(true) : atom(true);
            if (!word) {
                at = start;
                return any;
            }
            any = true;
        }
    }

    private boolean quoted(boolean mayBeEmpty) {
        int start = ++at;
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\') {
                at++;
            }
            if (at == text.length() || !isVisibleOrSpace(text.charAt(at))) {
                return false;
            }
            at++;
        }
        return (mayBeEmpty || at > start) && take('"');
    }

    /** Characters of names with dots, which in a {@code permissive} one stand anywhere. */
    private boolean atom(boolean permissive) {
        int start = at;
        while (at < text.length() && isAtom(text.charAt(at))) {
            at++;
        }
        String atom = text.substring(start, at);
        boolean dotted = atom.startsWith(".") || atom.endsWith(".") || atom.contains("..");
        return !atom.isEmpty() && (permissive || !dotted);
    }

    private static boolean isAtom(char c) {
        return c == '.'
                || (c >= '0' && c <= '9')
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c >= 0x80
                || ATOM_MARKS.indexOf(c) >= 0;
    }

    private static boolean isVisibleOrSpace(char c) {
        return c == ' ' || c == '\t' || (c > ' ' && c != 0x7F);
    }

    private void skipSpace() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }

    /** Skips space and comments in parentheses; false where one does not end. */
    private boolean skipComments() {
        skipSpace();
        while (peek() == '(') {
            int open = 0;
            do {
                if (at >= text.length()) {
                    return false;
                }
                char c = text.charAt(at++);
                if (c == '\\') {
                    at++;
                }
                open += c == '(' ? 1 : c == ')' ? -1 : 0;
            } while (open > 0);
            skipSpace();
        }
        return true;
    }

    private boolean take(char c) {
        if (peek() != c) {
            return false;
        }
        at++;
        return true;
    }

    /** The next character, or -1 at the end. */
    private int peek() {
        return at < text.length() ? text.charAt(at) : -1;
    }
}
