package dev.writ.policy.source;

import java.util.Arrays;
import java.util.Objects;

/**
 * A named text with an index of its lines.
 *
 * <p>Offsets are positions in the {@link #text() text} (UTF-16 units), lines and columns start at 1. Only {@code \n}
 * ends a line. Two files are the same only if they are the same object.
 */
public final class SourceFile {
    private final String name;
    private final String text;
    private final int[] lineStarts;

    /**
     * @param name what diagnostics call this file, usually its path
     * @param text the whole text, decoded
     */
    public SourceFile(String name, String text) {
        this.name = Objects.requireNonNull(name, "name");
        this.text = Objects.requireNonNull(text, "text");
        this.lineStarts = indexLines(text);
    }

    private static int[] indexLines(String text) {
        int[] starts = new int[16];
        int count = 1;
        for (int newline = text.indexOf('\n'); newline >= 0; newline = text.indexOf('\n', newline + 1)) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
            }
            starts[count++] = newline + 1;
        }
        return Arrays.copyOf(starts, count);
    }

    /** What diagnostics call this file. */
    public String name() {
        return name;
    }

    /** The whole text. */
    public String text() {
        return text;
    }

    /** The number of lines; an empty text has one. */
    public int lineCount() {
        return lineStarts.length;
    }

    /** The line, from 1, that holds the character at {@code offset}. */
    public int lineAt(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** The column, from 1, in code points, of the character at {@code offset}. */
    public int columnAt(int offset) {
        int start = lineStarts[lineAt(offset) - 1];
        return text.codePointCount(start, Math.min(offset, text.length())) + 1;
    }

    /** The offset at which {@code line} (from 1) starts. */
    public int lineStart(int line) {
        return lineStarts[line - 1];
    }

    /** The text of {@code line} (from 1) without its line terminator. */
    public String lineText(int line) {
        int start = lineStarts[line - 1];
        int end = line == lineStarts.length ? text.length() : lineStarts[line] - 1;
        if (end > start && text.charAt(end - 1) == '\r') {
            end--;
        }
        return text.substring(start, end);
    }

    /** The span from {@code start} (inclusive) to {@code end} (exclusive). */
    public Span span(int start, int end) {
        return new Span(this, start, end);
    }

    @Override
    public String toString() {
        return "SourceFile[" + name + "]";
    }
}
