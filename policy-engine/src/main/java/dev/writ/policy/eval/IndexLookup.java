package dev.writ.policy.eval;

import dev.writ.policy.ir.RuleIndex;
import dev.writ.policy.runtime.Lookups;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoValue;
import java.util.Arrays;
import java.util.HashMap;
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
        while (node instanceof Branch branch) {
            if (terms[branch.term].read(frame) instanceof RegoValue value) {
                Node next = branch.equal.get(value);
                if (next != null) {
                    collect(next, frame, found);
                }
            }
            node = branch.any;
        }
        if (node instanceof Leaf leaf) {
            found.add(leaf.clauses);
        }
    }

    private interface Term {
        Maybe read(Frame frame);
    }

    private static Term term(RuleIndex.Term term) {
        return switch (term) {
            case RuleIndex.Term.Argument argument -> {
                KeyPath path = new KeyPath(argument.path());
                yield frame -> path.follow(frame.slots[argument.slot()]);
            }
            case RuleIndex.Term.Path document -> {
                KeyPath path = new KeyPath(document.path());
                yield switch (document.root()) {
                    case INPUT -> frame -> path.follow(frame.scope.input());
                    case DATA -> frame -> Lookups.basePath(frame.scope.data(), document.path());
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
            case RuleIndex.Node.Branch branch -> {
                Map<RegoValue, Node> children = new HashMap<>();
                branch.equal().forEach((value, child) -> children.put(value, node(child)));
                yield new Branch(branch.term(), children, node(branch.any()));
            }
            case RuleIndex.Node.Leaf leaf ->
                new Leaf(leaf.clauses().stream().mapToInt(Integer::intValue).toArray());
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
