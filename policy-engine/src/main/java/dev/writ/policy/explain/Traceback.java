package dev.writ.policy.explain;

import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.Span;
import java.util.List;

/**
 * The expressions that were being evaluated when an error happened, the innermost first.
 *
 * @param frames one for each body
 */
public record Traceback(List<Frame> frames) implements Diagnostic.Details {

    /**
     * One expression.
     *
     * @param query the number of its body
     * @param place where it was written
     */
    public record Frame(int query, Span place) {}

    private static final int MAX_TEXT = 80;

    public Traceback {
        frames = List.copyOf(frames);
    }

    /** As OPA lists them: the places and what was written there, each line ended by a line feed. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder("Traceback:\n");
        for (Frame frame : frames) {
            Span place = frame.place();
            String file = place.file().name();
            String text = place.text().lines().findFirst().orElse("");
            int cut = Math.min(text.length(), MAX_TEXT);
            out.append("  ")
                    .append(file.isEmpty() ? "" : file + ":")
                    .append(place.line())
                    .append(file.isEmpty() ? ":" + place.column() : "")
                    .append(": ")
                    .append(text, 0, cut)
                    .append(cut < text.length() ? "..." : "")
                    .append('\n');
        }
        return out.toString();
    }
}
