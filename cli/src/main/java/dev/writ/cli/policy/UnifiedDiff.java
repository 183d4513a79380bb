package dev.writ.cli.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The difference of two texts by lines, as {@code diff -u} prints it and {@code patch} reads it. */
final class UnifiedDiff {
    private static final int CONTEXT = 3;

    /** With more differing lines than that, one change is made of all of them: looking for the fewest would take long. */
    private static final int MAX_EDITS = 2_000;

    private final List<String> before;
    private final List<String> after;
    private final List<Edit> edits = new ArrayList<>();

    private UnifiedDiff(List<String> before, List<String> after) {
        this.before = before;
        this.after = after;
    }

    /** A stretch of lines that stay, go or come; a change is one of lines that go and one of lines that come. */
    private record Edit(char kind, int before, int after, int length) {}

    static String of(String name, String before, String after) {
        UnifiedDiff diff = new UnifiedDiff(lines(before), lines(after));
        diff.compare();
        return "--- " + name + "\n+++ " + name + "\n" + diff.hunks();
    }

    /** With their ends, so that a last line without one is another line. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf('\n', from);
            end = end < 0 ? text.length() : end + 1;
            lines.add(text.substring(from, end));
            from = end;
        }
        return lines;
    }

    private void compare() {
        int start = 0;
        int most = Math.min(before.size(), after.size());
        while (start < most && before.get(start).equals(after.get(start))) {
            start++;
        }
        int end = 0;
        while (end < most - start && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
            end++;
        }
        add(' ', 0, 0, start);
        List<Edit> middle = fewest(start, before.size() - end, after.size() - end);
        middle.forEach(edit -> add(edit.kind(), edit.before(), edit.after(), edit.length()));
        add(' ', before.size() - end, after.size() - end, end);
    }

    private void add(char kind, int oldAt, int newAt, int length) {
        if (length == 0) {
            return;
        }
        Edit last = edits.isEmpty() ? null : edits.getLast();
        if (last != null && last.kind() == kind) {
            edits.set(edits.size() - 1, new Edit(kind, last.before(), last.after(), last.length() + length));
        } else {
            edits.add(new Edit(kind, oldAt, newAt, length));
        }
    }

    /** Myers' algorithm: the furthest points that can be reached with so many edits, and the way back. */
    private List<Edit> fewest(int start, int oldEnd, int newEnd) {
        int n = oldEnd - start;
        int m = newEnd - start;
        int limit = Math.min(n + m, MAX_EDITS);
        int[] furthest = new int[2 * limit + 3];
        int zero = limit + 1;
        List<int[]> steps = new ArrayList<>();
        for (int d = 0; d <= limit; d++) {
            for (int k = -d; k <= d; k += 2) {
                boolean down = k == -d || (k != d && furthest[zero + k - 1] < furthest[zero + k + 1]);
                int x = down ? furthest[zero + k + 1] : furthest[zero + k - 1] + 1;
                int y = x - k;
                while (x < n && y < m && before.get(start + x).equals(after.get(start + y))) {
                    x++;
                    y++;
                }
                furthest[zero + k] = x;
                if (x >= n && y >= m) {
                    return way(steps, start, n, m, d);
                }
            }
            int[] row = new int[2 * d + 3];
            System.arraycopy(furthest, zero - d - 1, row, 0, row.length);
            steps.add(row);
        }
        return List.of(new Edit('-', start, start, n), new Edit('+', oldEnd, start, m));
    }

    private static List<Edit> way(List<int[]> steps, int start, int n, int m, int edits) {
        List<Edit> way = new ArrayList<>();
        int x = n;
        int y = m;
        for (int d = edits; d > 0; d--) {
            int[] row = steps.get(d - 1);
            int middle = d;
            int k = x - y;
            boolean down = k == -d || (k != d && row[middle + k - 1] < row[middle + k + 1]);
            int oldX = down ? row[middle + k + 1] : row[middle + k - 1];
            int oldY = oldX - (down ? k + 1 : k - 1);
            int fromX = down ? oldX : oldX + 1;
            int fromY = down ? oldY + 1 : oldY;
            if (x > fromX) {
                way.add(new Edit(' ', start + fromX, start + fromY, x - fromX));
            }
            way.add(new Edit(down ? '+' : '-', start + oldX, start + oldY, 1));
            x = oldX;
            y = oldY;
        }
        if (x > 0) {
            way.add(new Edit(' ', start, start, x));
        }
        Collections.reverse(way);
        return way;
    }

    private String hunks() {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < edits.size()) {
            if (edits.get(at).kind() == ' ') {
                at++;
                continue;
            }
            int last = at;
            while (last + 1 < edits.size() && !endsHunk(last + 1)) {
                last++;
            }
            hunk(at, last, out);
            at = last + 1;
        }
        return out.toString();
    }

    private boolean endsHunk(int index) {
        Edit edit = edits.get(index);
        return edit.kind() == ' ' && (edit.length() > 2 * CONTEXT || index == edits.size() - 1);
    }

    private void hunk(int first, int last, StringBuilder out) {
        Edit start = edits.get(first);
        int above = first == 0 ? 0 : Math.min(CONTEXT, edits.get(first - 1).length());
        int below = last + 1 == edits.size()
                ? 0
                : Math.min(CONTEXT, edits.get(last + 1).length());
        StringBuilder lines = new StringBuilder();
        int olds = above + below;
        int news = above + below;
        append(' ', before.subList(start.before() - above, start.before()), lines);
        for (Edit edit : edits.subList(first, last + 1)) {
            switch (edit.kind()) {
                case '-' -> {
                    olds += edit.length();
                    append('-', before.subList(edit.before(), edit.before() + edit.length()), lines);
                }
                case '+' -> {
                    news += edit.length();
                    append('+', after.subList(edit.after(), edit.after() + edit.length()), lines);
                }
                default -> {
                    olds += edit.length();
                    news += edit.length();
                    append(' ', before.subList(edit.before(), edit.before() + edit.length()), lines);
                }
            }
        }
        if (below > 0) {
            Edit next = edits.get(last + 1);
            append(' ', before.subList(next.before(), next.before() + below), lines);
        }
        out.append("@@ -")
                .append(range(start.before() - above, olds))
                .append(" +")
                .append(range(start.after() - above, news))
                .append(" @@\n")
                .append(lines);
    }

    private static String range(int from, int length) {
        int shown = length == 0 ? from : from + 1;
        return length == 1 ? String.valueOf(shown) : shown + "," + length;
    }

    private static void append(char mark, List<String> lines, StringBuilder out) {
        for (String line : lines) {
            out.append(mark).append(line);
            if (!line.endsWith("\n")) {
                out.append("\n\\ No newline at end of file\n");
            }
        }
    }
}
