package dev.writ.policy.ir;

import dev.writ.policy.value.RegoValue;
import java.util.List;
import java.util.Map;

/**
 * Finds the clauses that can hold without running them: a decision tree over places that rule bodies compare with
 * constants. Level {@code i} of the tree branches on {@code terms.get(i)}.
 *
 * @param terms what is looked at, in order
 * @param root the tree
 */
public record RuleIndex(List<Term> terms, Node root) {

    public RuleIndex {
        terms = List.copyOf(terms);
    }

    /** A place whose value is known before any rule of the function runs. */
    public sealed interface Term {
        /** A path below an argument of the function. */
        record Argument(int slot, List<RegoValue> path) implements Term {
            public Argument {
                path = List.copyOf(path);
            }
        }

        /** A path below a document from outside. */
        record Path(Root root, List<RegoValue> path) implements Term {
            public Path {
                path = List.copyOf(path);
            }
        }
    }

    /** A node of the tree. */
    public sealed interface Node {
        /**
         * Branches on one term.
         *
         * @param term the index into {@link RuleIndex#terms()}
         * @param equal the clauses that ask for one value of the term, by that value
         * @param any the clauses that do not look at the term; they stay candidates whatever its value is
         */
        record Branch(int term, Map<RegoValue, Node> equal, Node any) implements Node {
            public Branch {
                equal = Map.copyOf(equal);
            }
        }

        /** The clauses that are left, ascending. */
        record Leaf(List<Integer> clauses) implements Node {
            public Leaf {
                clauses = List.copyOf(clauses);
            }
        }
    }
}
