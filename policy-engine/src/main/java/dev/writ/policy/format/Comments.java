package dev.writ.policy.format;

import dev.writ.policy.ast.Comment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The comments that were not written yet, in the order of the text. A line has at most one. */
final class Comments {
    private List<Note> notes;
    private int next;

    Comments(List<Comment> comments) {
        this.notes = comments.stream().map(Comments::note).toList();
    }

    private static Note note(Comment comment) {
        String text = stripTrailing(comment.text());
        boolean metadata = comment.span().column() == 1 && text.strip().startsWith("METADATA");
        String source = comment.span().file().text();
        int end = source.indexOf('\n', comment.span().end());
        String written = source.substring(comment.span().start(), end < 0 ? source.length() : end);
        return new Note("#" + text, written, comment.span().line(), metadata);
    }

    /** Without what Go takes for white space. */
    static String stripTrailing(String text) {
        int end = text.length();
        while (end > 0 && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    private static boolean isSpace(char c) {
        return (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || Character.isSpaceChar(c);
    }

    boolean isEmpty() {
        return next == notes.size();
    }

    /** The next comment, or null. */
    @Nullable
    Note peek() {
        return isEmpty() ? null : notes.get(next);
    }

    /** Takes the comments above {@code row}. */
    List<Note> takeBefore(int row) {
        int end = next;
        while (end < notes.size() && notes.get(end).row() < row) {
            end++;
        }
        List<Note> taken = notes.subList(next, end);
        next = end;
        return taken;
    }

    /** Takes the comment on {@code row}, if it is the next one. */
    @Nullable
    Note takeAt(int row) {
        Note note = peek();
        if (note == null || note.row() != row) {
            return null;
        }
        next++;
        return note;
    }

    /** True if one stands below {@code above} and above {@code below}. */
    boolean anyBetween(int above, int below) {
        for (int i = next; i < notes.size() && notes.get(i).row() < below; i++) {
            if (notes.get(i).row() > above) {
                return true;
            }
        }
        return false;
    }

    /** Takes those whose rows are {@code wanted}, wherever they stand. */
    List<Note> takeWhere(IntPredicate wanted) {
        List<Note> taken = new ArrayList<>();
        List<Note> left = new ArrayList<>();
        for (Note note : notes.subList(next, notes.size())) {
            (wanted.test(note.row()) ? taken : left).add(note);
        }
        if (!taken.isEmpty()) {
            notes = left;
            next = 0;
        }
        return taken;
    }

    int mark() {
        return next;
    }

    void rewind(int mark) {
        next = mark;
    }
}
