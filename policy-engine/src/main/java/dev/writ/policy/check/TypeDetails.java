package dev.writ.policy.check;

import dev.writ.policy.check.types.Misfit;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.type.RegoType;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which types do not fit. */
public sealed interface TypeDetails extends Diagnostic.Details {

    /** Two sides that can never be equal. */
    record Mismatch(RegoType left, RegoType right) implements TypeDetails {}

    /**
     * A function that cannot be called so.
     *
     * @param function its name
     * @param have the types of the operands, and of what is to be the result where something is
     * @param want how it is called
     */
    record Operands(String function, List<RegoType> have, RegoType.FunctionType want) implements TypeDetails {
        public Operands {
            have = List.copyOf(have);
        }
    }

    /**
     * A reference to what can never be there.
     *
     * @param path the reference, its head first
     * @param misfit which operand does not fit, and why; its position does not count the head
     */
    record Selected(List<Key> path, Misfit misfit) implements TypeDetails {
        public Selected {
            path = List.copyOf(path);
        }
    }

    /**
     * One part of a reference.
     *
     * @param text how it is written
     * @param constant its value, or null where it is no scalar constant
     */
    record Key(String text, @Nullable RegoValue constant) {}
}
