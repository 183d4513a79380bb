package dev.writ.policy.eval;

import dev.writ.policy.ir.Operand;
import dev.writ.policy.value.RegoValue;
import org.jspecify.annotations.Nullable;

/** Reads an operand. One class for both kinds, so that reading needs no dispatch. */
final class Source {

    private final @Nullable RegoValue constant;
    private final int slot;

    private Source(@Nullable RegoValue constant, int slot) {
        this.constant = constant;
        this.slot = slot;
    }

    static Source of(Operand operand) {
        return switch (operand) {
            case Operand.Slot slot -> new Source(null, slot.index());
            case Operand.Constant constant -> new Source(constant.value(), -1);
        };
    }

    RegoValue read(Frame frame) {
        RegoValue known = constant;
        return known != null ? known : frame.slots[slot];
    }
}
