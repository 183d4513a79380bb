package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.std.GlobToken.Times;
import java.util.List;

/**
 * Whether two globs have a text in common, as OPA decides it: a repeated element takes what it can of the other glob
 * and hands over at the first element that also fits what follows it, so a few pairs with a common text are not found.
 *
 * <p>The questions are "do the rests from i and j meet?" and "do they, while an element of one glob is being repeated?",
 * each for either glob in the lead. Their answers depend on longer prefixes only, so they are computed from the ends, row
 * by row: time is the product of the lengths, whatever the globs look like.
 */
final class GlobIntersection {

    private final BuiltinContext context;
    private final List<GlobToken> left;
    private final List<GlobToken> right;
    private Row below;
    private Row row;

    /** Answers for one position in the left glob and every position in the right one. */
    private static final class Row {
        final boolean[] leftLeads;
        final boolean[] rightLeads;
        final boolean[] leftRepeats;
        final boolean[] rightRepeats;

        Row(int size) {
            leftLeads = new boolean[size];
            rightLeads = new boolean[size];
            leftRepeats = new boolean[size];
            rightRepeats = new boolean[size];
        }
    }

    private GlobIntersection(BuiltinContext context, List<GlobToken> left, List<GlobToken> right) {
        this.context = context;
        this.left = left;
        this.right = right;
        this.below = new Row(right.size() + 1);
        this.row = new Row(right.size() + 1);
    }

    static boolean exists(BuiltinContext context, List<GlobToken> first, List<GlobToken> second) {
        int start = 0;
        while (start < first.size() && start < second.size() && once(first, start) && once(second, start)) {
            if (!first.get(start).meets(second.get(start))) {
                return false;
            }
            start++;
        }
        int from = Math.max(start - 1, 0);
        int endFirst = first.size() - 1;
        int endSecond = second.size() - 1;
        while (endFirst >= from && endSecond >= from && once(first, endFirst) && once(second, endSecond)) {
            if (!first.get(endFirst).meets(second.get(endSecond))) {
                return false;
            }
            endFirst--;
            endSecond--;
        }
        int kept = endFirst < first.size() - 1 ? 1 : 0;
        return new GlobIntersection(
                        context, first.subList(from, endFirst + 1 + kept), second.subList(from, endSecond + 1 + kept))
                .compute();
    }

    private static boolean once(List<GlobToken> glob, int index) {
        return glob.get(index).times() == Times.ONCE;
    }

    private boolean compute() {
        for (int i = left.size(); i >= 0; i--) {
            Row swap = below;
            below = row;
            row = swap;
            for (int j = right.size(); j >= 0; j--) {
                context.checkpoint();
                row.leftRepeats[j] = i < left.size() && leftRepeats(i, j);
                row.rightRepeats[j] = j < right.size() && rightRepeats(i, j);
                row.leftLeads[j] = leads(i, j, true);
                row.rightLeads[j] = leads(i, j, false);
            }
        }
        return row.leftLeads[0];
    }

    /** Whether the rest of the right glob fits, while the left element at {@code i} takes some of it. */
    private boolean leftRepeats(int i, int j) {
        boolean last = i + 1 == left.size();
        if (j == right.size()) {
            return last;
        }
        GlobToken taken = right.get(j);
        if (!last && taken.meets(left.get(i + 1)) && below.leftLeads[j]) {
            return true;
        }
        return taken.meets(left.get(i)) && row.leftRepeats[j + 1];
    }

    /** Whether the rest of the left glob fits, while the right element at {@code j} takes some of it. */
    private boolean rightRepeats(int i, int j) {
        boolean last = j + 1 == right.size();
        if (i == left.size()) {
            return last;
        }
        GlobToken taken = left.get(i);
        if (!last && taken.meets(right.get(j + 1)) && row.rightLeads[j + 1]) {
            return true;
        }
        return taken.meets(right.get(j)) && below.rightRepeats[j];
    }

    /** Whether the rests meet; of two repeated elements, the one of the glob in the lead takes first. */
    private boolean leads(int i, int j, boolean leftFirst) {
        if (i == left.size() || j == right.size()) {
            return i == left.size() && j == right.size();
        }
        boolean leftOnce = once(left, i);
        boolean rightOnce = once(right, j);
        if (leftOnce && rightOnce) {
            return meet(i, j) && (leftFirst ? below.leftLeads[j + 1] : below.rightLeads[j + 1]);
        }
        boolean leftTakes = leftFirst ? !leftOnce : rightOnce;
        if (leftTakes) {
            if (left.get(i).times() == Times.STAR) {
                return row.leftRepeats[j];
            }
            return meet(i, j) && (row.leftRepeats[j + 1] || (!rightOnce && below.leftLeads[j]));
        }
        if (right.get(j).times() == Times.STAR) {
            return row.rightRepeats[j];
        }
        return meet(i, j) && (below.rightRepeats[j] || (!leftOnce && row.rightLeads[j + 1]));
    }

    private boolean meet(int i, int j) {
        return left.get(i).meets(right.get(j));
    }
}
