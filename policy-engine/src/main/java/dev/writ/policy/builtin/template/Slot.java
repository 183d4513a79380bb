package dev.writ.policy.builtin.template;

import dev.writ.policy.builtin.golang.GoArg;
import org.jspecify.annotations.Nullable;

/**
 * A value while a template runs.
 *
 * @param value the value; absent for nil, and for what is not there at all
 * @param boxed whether it came out of a map or a slice, whose elements may be of any type: Go names that type in errors,
 *     and knows a nil of it, while a nil that is not boxed is no value
 */
record Slot(@Nullable GoArg value, boolean boxed) {

    static final Slot NOTHING = new Slot(null, false);
    static final Slot NIL = new Slot(null, true);

    static Slot of(GoArg value) {
        return new Slot(value, false);
    }

    /** An element of a map or a slice. */
    static Slot element(GoArg value) {
        return value instanceof GoArg.Nil ? NIL : new Slot(value, true);
    }

    /** The value without its box. */
    Slot open() {
        return boxed ? new Slot(value, false) : this;
    }

    /** Whether there is something, be it a nil. */
    boolean exists() {
        return value != null || boxed;
    }

    String typeName() {
        return boxed || value == null ? "interface {}" : value.typeName();
    }

    /** The name of the type of what is in the box. */
    String innerTypeName() {
        return value == null ? "interface {}" : value.typeName();
    }

    /** As an argument of a function that takes anything. */
    GoArg orNil() {
        return value == null ? new GoArg.Nil() : value;
    }

    /** Go's truth: not zero, and not empty. */
    boolean truth() {
        return switch (value) {
            case null -> false;
            case GoArg.Bool bool -> bool.value();
            case GoArg.Int integer -> integer.value() != 0;
            case GoArg.BigInt big -> big.value().signum() != 0;
            case GoArg.Float64 number -> number.value() != 0;
            case GoArg.Complex128 number -> number.real() != 0 || number.imaginary() != 0;
            case GoArg.Str string -> !string.value().isEmpty();
            case GoArg.JsonNumber number -> !number.text().isEmpty();
            case GoArg.Slice slice -> !slice.elements().isEmpty();
            case GoArg.Dict dict -> !dict.entries().isEmpty();
            case GoArg.Nil nil -> false;
        };
    }
}
