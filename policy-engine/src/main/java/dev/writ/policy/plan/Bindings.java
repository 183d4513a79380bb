package dev.writ.policy.plan;

import dev.writ.policy.check.LocalVar;
import dev.writ.policy.ir.Operand;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the variables of a rule stand for at the place that is being planned. */
final class Bindings {

    private @Nullable Operand[] operands;

    Bindings(int variables) {
        operands = new Operand[variables];
    }

    /** How many variables there can be. */
    int size() {
        return operands.length;
    }

    boolean isBound(LocalVar variable) {
        return operands[variable.id()] != null;
    }

    @Nullable
    Operand get(LocalVar variable) {
        return operands[variable.id()];
    }

    void bind(LocalVar variable, Operand operand) {
        operands[variable.id()] = operand;
    }

    /** What is bound now, for {@link #restore}. */
    @Nullable
    Operand[] snapshot() {
        return Arrays.copyOf(operands, operands.length);
    }

    void restore(@Nullable Operand[] snapshot) {
        operands = Arrays.copyOf(snapshot, snapshot.length);
    }
}
