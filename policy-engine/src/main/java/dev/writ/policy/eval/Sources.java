package dev.writ.policy.eval;

import dev.writ.policy.ir.Operand;
import dev.writ.policy.value.RegoValue;
import java.util.List;

/** Reads several operands. */
final class Sources {

    private final Source[] sources;

    private Sources(Source[] sources) {
        this.sources = sources;
    }

    static Sources of(List<Operand> operands) {
        return new Sources(operands.stream().map(Source::of).toArray(Source[]::new));
    }

    int size() {
        return sources.length;
    }

    RegoValue read(int position, Frame frame) {
        return sources[position].read(frame);
    }

    RegoValue[] readAll(Frame frame) {
        RegoValue[] values = new RegoValue[sources.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = sources[i].read(frame);
        }
        return values;
    }

    /** Writes the values into the first slots of a frame to be. */
    void readInto(RegoValue[] slots, Frame frame) {
        for (int i = 0; i < sources.length; i++) {
            slots[i] = sources[i].read(frame);
        }
    }
}
