package dev.writ.policy.eval;

import dev.writ.policy.ir.Root;
import dev.writ.policy.ir.RuleIndex;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoValue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs a rule index. */
final class IndexLookup {

    private final Term[] terms;
    private final Node root;

    IndexLookup(RuleIndex index) {
        this.terms = index.terms().stream().map(IndexLookup::term).toArray(Term[]::new);
        this.root = node(index.root());
    }

    /** The clauses that can hold, ascending. */
    Candidates candidates(Frame frame) {
        Candidates found = new Candidates();
        collect(root, frame, found);
        found.sort();
        return found;
    }

    private void collect(Node start, Frame frame, Candidates found) {
        Node node = start;
        while (node instanceof Branch(int term, Map<RegoValue, Node> equal, Node any)) {
            if (terms[term].read(frame) instanceof RegoValue value) {
                Node next = equal.get(value);
                if (next != null) {
                    collect(next, frame, found);
                }
            }
            node = any;
        }
        if (node instanceof Leaf(int[] clauses)) {
            found.add(clauses);
        }
    }

    private interface Term {
        Maybe read(Frame frame);
    }

    private static Term term(RuleIndex.Term term) {
        return switch (term) {
            case RuleIndex.Term.Argument(int slot, List<RegoValue> keys) -> {
                KeyPath path = new KeyPath(keys);
                yield frame -> path.follow(frame.slots[slot]);
            }
            case RuleIndex.Term.Path(Root from, List<RegoValue> keys) -> {
                KeyPath path = new KeyPath(keys);
                yield switch (from) {
                    case INPUT -> frame -> path.follow(frame.scope.input());
                    case DATA -> frame -> path.follow(frame.scope.data());
                };
            }
        };
    }

    private sealed interface Node {}

    private record Branch(int term, Map<RegoValue, Node> equal, Node any) implements Node {}

    @SuppressWarnings("ArrayRecordComponent") // private, never compared, read in the innermost loop
    private record Leaf(int[] clauses) implements Node {}

    private static Node node(RuleIndex.Node node) {
        return switch (node) {
            case RuleIndex.Node.Branch(int term, Map<RegoValue, RuleIndex.Node> equal, RuleIndex.Node any) -> {
                Map<RegoValue, Node> children = new HashMap<>();
                equal.forEach((value, child) -> children.put(value, node(child)));
                yield new Branch(term, children, node(any));
            }
            case RuleIndex.Node.Leaf(List<Integer> clauses) ->
                new Leaf(clauses.stream().mapToInt(Integer::intValue).toArray());
        };
    }

    /** A short list of clause numbers. */
    static final class Candidates {
        private int[] clauses = {};
        private int count;
        private boolean shared;

        int count() {
            return count;
        }

        int get(int i) {
            return clauses[i];
        }

        private void add(int[] more) {
            if (count == 0) {
                clauses = more;
                count = more.length;
                shared = true;
                return;
            }
            if (more.length == 0) {
                return;
            }
            if (shared || count + more.length > clauses.length) {
                clauses = Arrays.copyOf(clauses, Math.max(count * 2, count + more.length));
            }
            System.arraycopy(more, 0, clauses, count, more.length);
            count += more.length;
            shared = false;
        }

        private void sort() {
            if (!shared) {
                Arrays.sort(clauses, 0, count);
            }
        }
    }
}
