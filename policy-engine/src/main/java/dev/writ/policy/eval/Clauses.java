package dev.writ.policy.eval;

import dev.writ.policy.ir.Block;
import dev.writ.policy.ir.Clause;
import dev.writ.policy.ir.Function;
import dev.writ.policy.ir.FunctionKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The clauses of one function, ready to run: those that the index leaves over, each with its branches in order. */
class Clauses {

    private final Node[][] branches;
    private final @Nullable IndexLookup index;

    private Clauses(Node[][] branches, @Nullable IndexLookup index) {
        this.branches = branches;
        this.index = index;
    }

    /** Clauses that tell an explainer how many of them can hold. */
    private static final class Explained extends Clauses {
        private final Function function;

        Explained(Node[][] branches, @Nullable IndexLookup index, Function function) {
            super(branches, index);
            this.function = function;
        }

        @Override
        void run(Frame frame, boolean stopAtFirst) {
            boolean early = stopAtFirst && function.kind() != FunctionKind.KEYED;
            frame.execution
                    .tracer()
                    .explainer()
                    .ifPresent(explainer -> explainer.candidates(function.name(), candidates(frame), early));
            super.run(frame, stopAtFirst);
        }
    }

    /** How many clauses can hold; the default is one where no other can. */
    int candidates(Frame frame) {
        IndexLookup lookup = index;
        return lookup == null ? branches.length : lookup.candidates(frame).count();
    }

    static Clauses of(Function function, NodeCompiler compiler) {
        Node[][] branches = new Node[function.clauses().size()][];
        for (int i = 0; i < branches.length; i++) {
            branches[i] = compile(function.clauses().get(i), compiler);
        }
        IndexLookup index = function.index().map(IndexLookup::new).orElse(null);
        return NodeCompiler.isMarked(function) && function.kind() != FunctionKind.QUERY
                ? new Explained(branches, index, function)
                : new Clauses(branches, index);
    }

    private static Node[] compile(Clause clause, NodeCompiler compiler) {
        List<Block> blocks = clause.branches();
        return blocks.stream()
                .map(block -> compiler.branch(block, clause.span()))
                .toArray(Node[]::new);
    }

    /** Runs clauses until they are through or, where the first result decides, until there is one. */
    void run(Frame frame, boolean stopAtFirst) {
        IndexLookup lookup = index;
        if (lookup == null) {
            for (Node[] clause : branches) {
                if (run(clause, frame) && stopAtFirst) {
                    return;
                }
            }
            return;
        }
        IndexLookup.Candidates candidates = lookup.candidates(frame);
        for (int i = 0; i < candidates.count(); i++) {
            if (run(branches[candidates.get(i)], frame) && stopAtFirst) {
                return;
            }
        }
    }

    private static boolean run(Node[] clause, Frame frame) {
        frame.yielded = false;
        for (Node branch : clause) {
            branch.run(frame);
            if (frame.yielded) {
                return true;
            }
        }
        return false;
    }
}
