package dev.writ.policy.eval;

import dev.writ.policy.ir.Block;
import dev.writ.policy.ir.Clause;
import dev.writ.policy.ir.Function;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The clauses of one function, ready to run: those that the index leaves over, each with its branches in order. */
final class Clauses {

    private final Node[][] branches;
    private final @Nullable IndexLookup index;

    private Clauses(Node[][] branches, @Nullable IndexLookup index) {
        this.branches = branches;
        this.index = index;
    }

    static Clauses of(Function function, NodeCompiler compiler) {
        Node[][] branches = new Node[function.clauses().size()][];
        for (int i = 0; i < branches.length; i++) {
            branches[i] = compile(function.clauses().get(i), compiler);
        }
        return new Clauses(branches, function.index().map(IndexLookup::new).orElse(null));
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
