package dev.writ.policy.parse;

/** Resolves the escape sequences of strings, which the lexer has checked. */
final class Escapes {
    private Escapes() {}

    static String resolve(String written) {
        if (written.indexOf('\\') < 0) {
            return written;
        }
        StringBuilder out = new StringBuilder(written.length());
        int i = 0;
        while (i < written.length()) {
            char c = written.charAt(i);
            if (c != '\\') {
                out.append(c);
                i++;
            } else {
                char kind = written.charAt(i + 1);
                out.append(kind == 'u' ? (char) Integer.parseInt(written, i + 2, i + 6, 16) : plain(kind));
                i += kind == 'u' ? 6 : 2;
            }
        }
        return withoutLoneSurrogates(out);
    }

    private static char plain(char kind) {
        return switch (kind) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> kind;
        };
    }

    private static String withoutLoneSurrogates(StringBuilder text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .forEach(out::appendCodePoint);
        return out.toString();
    }
}
