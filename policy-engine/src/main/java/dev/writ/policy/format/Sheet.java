package dev.writ.policy.format;

import dev.writ.policy.parse.OpaPlaces.Place;
import dev.writ.policy.source.Diagnostic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** What the layouts of one module share: the page, the comments that are still to be written, and the style. */
final class Sheet {
    private final Page page = new Page();
    private final Comments comments;
    private final Style style;
    private final List<Diagnostic> errors = new ArrayList<>();

    /** Statements and terms that need parentheses where they stand. */
    private final Set<Object> parenthesized = Collections.newSetFromMap(new IdentityHashMap<>());

    private boolean commentBehindRawText;
    private boolean damaged;
    private boolean careful;

    Sheet(Comments comments, Style style) {
        this.comments = comments;
        this.style = style;
    }

    Page page() {
        return page;
    }

    Comments comments() {
        return comments;
    }

    Style style() {
        return style;
    }

    List<Diagnostic> errors() {
        return errors;
    }

    /** Whether parentheses are written that {@code opa fmt} leaves out. */
    boolean isCareful() {
        return careful;
    }

    void beCareful(boolean value) {
        careful = value;
    }

    /** Notes that a comment was in the way, and what followed it on the line may be missing. */
    void damaged() {
        damaged = true;
    }

    /** Whether anything may be missing since this was asked last. */
    boolean takeDamage() {
        boolean was = damaged;
        damaged = false;
        return was;
    }

    void parenthesize(Object node) {
        parenthesized.add(node);
    }

    boolean isParenthesized(Object node) {
        return !parenthesized.isEmpty() && parenthesized.contains(node);
    }

    /** Whether a comment behind a term that is written as it was goes with it. */
    void keepCommentBehindRawText(boolean keep) {
        commentBehindRawText = keep;
    }

    /** Writes the comments above {@code row}, and puts the one on it to the end of the line. */
    void insertComments(int row) {
        if (comments.isEmpty()) {
            return;
        }
        List<Note> before = comments.takeBefore(row);
        Note at = comments.takeAt(row);
        writeComments(before);
        if (!before.isEmpty() && row - before.getLast().row() > 1) {
            page.blankLine();
        }
        page.atLineEnd(at);
    }

    void insertComments(Place place) {
        insertComments(place.row());
    }

    /** Comments on lines of their own; empty lines between them stay, and blocks of annotations are kept apart. */
    void writeComments(List<Note> notes) {
        boolean inMetadata = false;
        Note last = null;
        for (Note note : notes) {
            if (last != null && note.row() - last.row() > 1) {
                page.blankLine();
                inMetadata = false;
            } else if (last != null && inMetadata && note.isMetadata()) {
                page.blankLine();
            }
            inMetadata |= note.isMetadata();
            page.writeLine(note.text());
            last = note;
        }
    }

    /** Writes the text of {@code place} as it was, with the comments in it. */
    void writeAsItWas(Place place) {
        page.write(
                place.text().file().text(), place.text().start(), place.text().end());
        int last = place.endRow();
        comments.takeBefore(last);
        if (!commentBehindRawText) {
            return;
        }
        Note behind = comments.takeAt(last);
        if (behind != null) {
            page.write(" " + behind.source());
        }
    }
}
