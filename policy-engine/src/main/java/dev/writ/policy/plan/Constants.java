package dev.writ.policy.plan;

import dev.writ.policy.ir.Block;
import dev.writ.policy.ir.Clause;
import dev.writ.policy.ir.Operand;
import dev.writ.policy.ir.Statement;
import dev.writ.policy.value.RegoValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds functions whose clauses all give the same constant. */
final class Constants {

    private Constants() {}

    /** Whether every branch of every clause yields one and the same constant. */
    static boolean sameEverywhere(List<Clause> clauses) {
        Set<RegoValue> values = new HashSet<>();
        for (Clause clause : clauses) {
            for (Block branch : clause.branches()) {
                RegoValue value = yielded(branch);
                if (value == null) {
                    return false;
                }
                values.add(value);
            }
        }
        return values.size() == 1;
    }

    /** The constant that a branch yields at the end of its chain of loops, or null. */
    private static @Nullable RegoValue yielded(Block block) {
        Block current = block;
        while (true) {
            Statement last = current.statements().getLast();
            switch (last) {
                case Statement.Looping loop -> current = loop.body();
                case Statement.YieldResult result -> {
                    return result.value() instanceof Operand.Constant constant ? constant.value() : null;
                }
                case Statement.Yielding ignored -> {
                    return null;
                }
                case Statement.Assigning ignored -> {
                    return null;
                }
                case Statement.Testing ignored -> {
                    return null;
                }
            }
        }
    }
}
