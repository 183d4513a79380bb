package dev.writ.policy.lint;

import dev.writ.policy.source.Span;
import java.util.List;

/**
 * How a finding is mended without changing what the policy means.
 *
 * @param edits replacements of text, which do not overlap; none where nothing can be done safely
 */
public record Fix(List<Edit> edits) {
    /** Somebody has to look. */
    public static final Fix NONE = new Fix(List.of());

    public Fix {
        edits = List.copyOf(edits);
    }

    /** One replacement. */
    public static Fix replace(Span place, String text) {
        return new Fix(List.of(new Edit(place.start(), place.end(), text)));
    }

    /** True if there is nothing to do. */
    public boolean isNone() {
        return edits.isEmpty();
    }

    /**
     * A replacement.
     *
     * @param start the first offset
     * @param end the offset behind the last
     * @param text what stands there instead
     */
    public record Edit(int start, int end, String text) {}
}
