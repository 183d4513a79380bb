package dev.writ.policy.check.types;

import dev.writ.policy.type.RegoType;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a reference can never have a value.
 *
 * @param position the operand that does not fit, from 0
 * @param have the type of the operand, or null where it is a constant
 * @param of the type that it selects from, where nothing can be selected from that, else null
 * @param want the type that it must have, where that is known, else null
 * @param keys the keys there are, where they are known, else empty
 */
public record Misfit(
        int position,
        @Nullable RegoType have,
        @Nullable RegoType of,
        @Nullable RegoType want,
        List<RegoValue> keys) {
    public Misfit {
        keys = List.copyOf(keys);
    }

    static Misfit nothingIn(int position, RegoType of) {
        return new Misfit(position, null, of, null, List.of());
    }
}
