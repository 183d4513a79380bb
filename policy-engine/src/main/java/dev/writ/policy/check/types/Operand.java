package dev.writ.policy.check.types;

import dev.writ.policy.type.RegoType;
import dev.writ.policy.value.RegoValue;
import org.jspecify.annotations.Nullable;

/** A key in a reference, as far as types are concerned. */
public interface Operand {
    /** Its value where it is a constant that is no collection, or null. */
    @Nullable
    RegoValue scalar();

    /** True for an array, a set or an object that was written there. */
    boolean isCollection();

    /** What is known of its type. */
    RegoType type();

    /** False where it cannot be of {@code type}; a variable without a type gets it. */
    boolean fits(RegoType type);
}
