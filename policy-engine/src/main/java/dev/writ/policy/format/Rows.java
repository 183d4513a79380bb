package dev.writ.policy.format;

import dev.writ.policy.parse.OpaPlaces.Place;
import java.util.Comparator;

/** Lines and what ends on them. Row -1 is nowhere. */
final class Rows {
    static final int NOWHERE = -1;

    /** By line and column. */
    static final Comparator<Place> ORDER = Comparator.comparingInt(Place::row).thenComparingInt(Place::column);

    private Rows() {}

    /** The row on which what is written from the start of {@code place} to {@code end} ends, without space behind it. */
    static int endOf(Place place, int end) {
        String text = place.text().file().text();
        int last = end;
        while (last > place.text().start() && " \t\r\n".indexOf(text.charAt(last - 1)) >= 0) {
            last--;
        }
        return place.row()
                + place.text().file().lineAt(last)
                - place.text().file().lineAt(place.text().start());
    }

    /**
     * The row of the bracket that closes the first {@code open} in the text of {@code place}. Brackets in strings and
     * comments count: that is how OPA finds it.
     */
    static int closing(char open, char close, Place place) {
        return closing(open, close, place, place.text().start(), 0);
    }

    /** As {@link #closing(char, char, Place)}, behind the first pair of {@code skipOpen} and {@code skipClose}. */
    static int closingBehind(char skipOpen, char skipClose, char open, char close, Place place) {
        String text = place.text().file().text();
        int from = text.indexOf(skipOpen, place.text().start());
        int end = place.text().end();
        Scan scan = new Scan(text, end);
        if (from < 0 || from >= end) {
            return NOWHERE;
        }
        scan.pair(from, skipOpen, skipClose);
        return closing(open, close, place, scan.at, scan.breaks);
    }

    private static int closing(char open, char close, Place place, int from, int breaks) {
        String text = place.text().file().text();
        int end = place.text().end();
        int start = from >= end ? -1 : text.indexOf(open, from, end);
        if (start < 0) {
            return NOWHERE;
        }
        Scan scan = new Scan(text, end);
        return scan.pair(start, open, close) ? place.row() + breaks + scan.breaks : NOWHERE;
    }

    private static final class Scan {
        private final String text;
        private final int end;
        private int at;
        private int breaks;

        Scan(String text, int end) {
            this.text = text;
            this.end = end;
        }

        /** Moves from an opening bracket to its closing one; false where there is none. */
        boolean pair(int start, char open, char close) {
            int depth = 1;
            at = start;
            while (depth > 0) {
                at++;
                if (at >= end) {
                    return false;
                }
                char c = text.charAt(at);
                if (c == open) {
                    depth++;
                } else if (c == close) {
                    depth--;
                } else if (c == '\n') {
                    breaks++;
                }
            }
            return true;
        }
    }
}
