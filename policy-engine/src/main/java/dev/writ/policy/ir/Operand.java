package dev.writ.policy.ir;

import dev.writ.policy.value.RegoValue;

/** Where a statement reads a value from. */
public sealed interface Operand {

    /** A slot of the running function's frame; the planner guarantees that it was written before. */
    record Slot(int index) implements Operand {}

    /** A value known when the program was planned. */
    record Constant(RegoValue value) implements Operand {}
}
