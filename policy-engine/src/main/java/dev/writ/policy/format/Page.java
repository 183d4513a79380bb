package dev.writ.policy.format;

import org.jspecify.annotations.Nullable;

/** The text that is written: lines, their indentation, and the comment that waits for the end of the line. */
final class Page {
    private final StringBuilder text = new StringBuilder();
    private int level;
    private boolean inLine;
    private boolean delayed;
    private @Nullable Note waiting;

    /** A place in the text to return to. */
    record Mark(int length, int level) {}

    void write(String more) {
        text.append(more);
    }

    void write(CharSequence source, int start, int end) {
        text.append(source, start, end);
    }

    boolean inLine() {
        return inLine;
    }

    /** From here on text stands in a line, without indentation. */
    void continueLine() {
        inLine = true;
    }

    void startLine() {
        inLine = true;
        text.repeat('\t', level);
    }

    void startLineIfNone() {
        if (!inLine) {
            startLine();
        }
    }

    void endLine() {
        inLine = false;
        Note note = waiting;
        if (note != null && !delayed) {
            text.append(' ').append(note.text());
            waiting = null;
        }
        delayed = false;
        text.append('\n');
    }

    /** An empty line, behind the end of the one that was begun. */
    void blankLine() {
        if (inLine) {
            endLine();
        }
        text.append('\n');
    }

    void writeLine(String line) {
        startLineIfNone();
        write(line);
        endLine();
    }

    void indent() {
        level++;
    }

    void outdent() {
        level--;
    }

    /** The comment that waits for the end of the line, or null. */
    @Nullable
    Note waiting() {
        return waiting;
    }

    /** Puts {@code note} to the end of the line, where there is not one yet. */
    void atLineEnd(@Nullable Note note) {
        if (waiting == null) {
            waiting = note;
        } else if (note != null) {
            waiting = null;
            throw new CommentInTheWay();
        }
    }

    /** The comment that waits stays for the line after the next end. */
    void delay() {
        delayed = true;
    }

    void forgetWaiting() {
        waiting = null;
    }

    Mark mark() {
        return new Mark(text.length(), level);
    }

    void rewind(Mark mark) {
        text.setLength(mark.length());
        level = mark.level();
    }

    int length() {
        return text.length();
    }

    /** Everything, with at most one line break at its end. */
    String text() {
        int end = text.length();
        while (end > 1 && text.charAt(end - 1) == '\n' && text.charAt(end - 2) == '\n') {
            end--;
        }
        return text.substring(0, end);
    }
}
