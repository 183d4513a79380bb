package dev.writ.policy.eval;

import dev.writ.policy.ir.Operand;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an operand. One class for both kinds, so that reading needs no dispatch. */
final class Source {

    static final Source[] NONE = {};

    private final @Nullable RegoValue constant;
    private final int slot;

    private Source(@Nullable RegoValue constant, int slot) {
        this.constant = constant;
        this.slot = slot;
    }

    static Source of(Operand operand) {
        return switch (operand) {
            case Operand.Slot(int index) -> new Source(null, index);
            case Operand.Constant(RegoValue value) -> new Source(value, -1);
        };
    }

    static Source[] of(List<Operand> operands) {
        return operands.stream().map(Source::of).toArray(Source[]::new);
    }

    RegoValue read(Frame frame) {
        RegoValue known = constant;
        return known != null ? known : frame.slots[slot];
    }

    static RegoValue[] readAll(Source[] sources, Frame frame) {
        RegoValue[] values = new RegoValue[sources.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = sources[i].read(frame);
        }
        return values;
    }
}
