package dev.writ.cli.policy;

/** Texts that are too long for a cell of a table, shortened as OPA does it. */
final class ShortPath {

    private static final int WIDTH = 50;
    private static final String DOTS = "...";

    private ShortPath() {}

    /** A path of which the first directory and the file are always whole, and what is between them begins later. */
    static String of(String path) {
        int first = path.indexOf('/', 1);
        int last = path.lastIndexOf('/');
        if (path.length() <= WIDTH || first < 0 || last - first - 1 <= DOTS.length()) {
            return path;
        }
        int room = WIDTH - (first + 1) - DOTS.length() - (path.length() - last);
        int from = Math.min(last, Math.max(first + 1, last - Math.max(room, 0)));
        return path.substring(0, first + 1) + DOTS + path.substring(from);
    }

    /** The beginning of a text. */
    static String cut(String text) {
        return text.length() < WIDTH ? text : text.substring(0, WIDTH - DOTS.length()) + DOTS;
    }
}
