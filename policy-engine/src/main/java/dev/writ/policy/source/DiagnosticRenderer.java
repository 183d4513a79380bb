package dev.writ.policy.source;

import java.util.List;

/**
 * Renders diagnostics for people: the place and the message, the source line, a caret under the place, and the hint.
 *
 * <pre>
 * policy.rego:3:7: rego_parse_error: unexpected `}`
 *   allow }
 *         ^
 *   hint: ...
 * </pre>
 */
public final class DiagnosticRenderer {
    private static final int MAX_LINE = 160;

    private DiagnosticRenderer() {}

    /** All of them, in their order, one empty line between two. */
    public static String render(List<Diagnostic> diagnostics) {
        StringBuilder out = new StringBuilder();
        for (Diagnostic diagnostic :
                diagnostics.stream().sorted(Diagnostic.order()).toList()) {
            if (!out.isEmpty()) {
                out.append('\n');
            }
            render(diagnostic, out);
        }
        return out.toString();
    }

    /** One of them, ended by a line terminator. */
    public static String render(Diagnostic diagnostic) {
        StringBuilder out = new StringBuilder();
        render(diagnostic, out);
        return out.toString();
    }

    private static void render(Diagnostic diagnostic, StringBuilder out) {
        out.append(diagnostic).append('\n');
        Span span = diagnostic.span();
        if (span != null) {
            excerpt(span, out);
        }
        String hint = diagnostic.hint();
        if (hint != null) {
            out.append("  hint: ").append(hint).append('\n');
        }
    }

    private static void excerpt(Span span, StringBuilder out) {
        SourceFile file = span.file();
        int line = span.line();
        String text = file.lineText(line);
        int at = Math.min(span.start() - file.lineStart(line), text.length());
        int from = windowStart(text, at);
        int to = Math.min(text.length(), from + MAX_LINE);
        out.append("  ").append(visible(text.substring(from, to))).append('\n');
        out.append("  ");
        for (int i = from; i < at; i += Character.charCount(text.codePointAt(i))) {
            out.append(text.charAt(i) == '\t' ? '\t' : ' ');
        }
        int width = span.endLine() == line ? text.codePointCount(at, Math.min(to, at + span.end() - span.start())) : 1;
        out.append("^".repeat(Math.max(1, width))).append('\n');
    }

    private static int windowStart(String text, int at) {
        if (text.length() <= MAX_LINE || at < MAX_LINE / 2) {
            return 0;
        }
        int from = at - MAX_LINE / 2;
        return Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from;
    }

    private static String visible(String line) {
        StringBuilder out = new StringBuilder(line.length());
        line.codePoints().forEach(c -> out.appendCodePoint(c != '\t' && Character.isISOControl(c) ? 0xFFFD : c));
        return out.toString();
    }
}
