package dev.writ.policy.source;

import java.util.Comparator;
import java.util.Objects;

/**
 * A stretch of a source file: offsets only, line and column are computed on demand.
 *
 * @param file the file
 * @param start the first offset
 * @param end the offset after the last one, at least {@code start}
 */
public record Span(SourceFile file, int start, int end) implements Comparable<Span> {
    private static final Comparator<Span> ORDER = Comparator.comparing((Span span) -> span.file.name())
            .thenComparingInt(Span::start)
            .thenComparingInt(Span::end);

    public Span {
        Objects.requireNonNull(file, "file");
        if (start < 0 || end < start || end > file.text().length()) {
            throw new IllegalArgumentException("span " + start + ".." + end + " is not inside " + file);
        }
    }

    /** The line of the first character, from 1. */
    public int line() {
        return file.lineAt(start);
    }

    /** The column of the first character, from 1, in code points. */
    public int column() {
        return file.columnAt(start);
    }

    /** The line of the end, from 1. */
    public int endLine() {
        return file.lineAt(end);
    }

    /** The column of the end (exclusive), from 1, in code points. */
    public int endColumn() {
        return file.columnAt(end);
    }

    /** The text inside. */
    public String text() {
        return file.text().substring(start, end);
    }

    /** The smallest span that holds both; both must be of the same file. */
    public Span to(Span other) {
        if (other.file != file) {
            throw new IllegalArgumentException("spans of different files");
        }
        return new Span(file, Math.min(start, other.start), Math.max(end, other.end));
    }

    /** {@code file:line:column}, as diagnostics print it. */
    public String place() {
        return file.name() + ":" + line() + ":" + column();
    }

    /** By file name, then start, then end. */
    @Override
    public int compareTo(Span other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return place();
    }
}
