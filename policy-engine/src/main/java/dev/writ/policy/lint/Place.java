package dev.writ.policy.lint;

import dev.writ.policy.source.Span;

/**
 * Where a finding is, in numbers that are still right when the text is gone.
 *
 * @param file the name of the file, empty for none
 * @param row the line, from 1
 * @param column from 1, in code points
 * @param endRow the line of the end, from 1
 * @param endColumn behind the last character, from 1
 * @param text the line
 */
public record Place(String file, int row, int column, int endRow, int endColumn, String text) {
    /** No place. */
    public static final Place NONE = new Place("", 0, 0, 0, 0, "");

    /** The place of a span. */
    public static Place of(Span span) {
        return new Place(
                span.file().name(),
                span.line(),
                span.column(),
                span.endLine(),
                span.endColumn(),
                span.file().lineText(span.line()));
    }

    /** The place of a span in a file that reports call by another name. */
    public static Place of(Span span, String file) {
        Place place = of(span);
        return new Place(file, place.row, place.column, place.endRow, place.endColumn, place.text);
    }

    /** {@code file:row:column}. */
    @Override
    public String toString() {
        return file + ":" + row + ":" + column;
    }
}
