package dev.writ.policy.builtin.template;

import dev.writ.policy.builtin.golang.GoArg;
import dev.writ.policy.builtin.golang.GoBytes;
import dev.writ.policy.builtin.golang.GoPrint;
import dev.writ.policy.builtin.template.TemplateFunctions.Refused;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The comparison functions: only values of one kind compare, and numbers of a JSON document are strings. */
final class Comparisons {

    /** What decides whether two values can be compared. */
    private enum Kind {
        NONE,
        BOOL,
        COMPLEX,
        INTEGER,
        UNSIGNED,
        FLOAT,
        STRING
    }

    private Comparisons() {}

    private static Kind kind(Slot slot) {
        return switch (slot.value()) {
            case null -> Kind.NONE;
            case GoArg.Bool b -> Kind.BOOL;
            case GoArg.Int i -> i.unsigned() ? Kind.UNSIGNED : Kind.INTEGER;
            case GoArg.BigInt b -> Kind.NONE;
            case GoArg.Float64 f -> Kind.FLOAT;
            case GoArg.Complex128 c -> Kind.COMPLEX;
            case GoArg.Str s -> Kind.STRING;
            case GoArg.JsonNumber n -> Kind.STRING;
            case GoArg.Nil n -> Kind.NONE;
            case GoArg.Slice s -> Kind.NONE;
            case GoArg.Dict d -> Kind.NONE;
        };
    }

    private static boolean integers(Kind a, Kind b) {
        return (a == Kind.INTEGER || a == Kind.UNSIGNED) && (b == Kind.INTEGER || b == Kind.UNSIGNED);
    }

    /** Whether the first value equals one of the others. */
    static boolean equal(Slot first, List<Slot> others) throws Refused {
        if (others.isEmpty()) {
            throw new Refused("missing argument for comparison");
        }
        for (Slot other : others) {
            if (equal(first, other)) {
                return true;
            }
        }
        return false;
    }

    private static boolean equal(Slot a, Slot b) throws Refused {
        Kind left = kind(a);
        Kind right = kind(b);
        if (integers(left, right)) {
            return integer(a) == integer(b);
        }
        if (left != right) {
            if (a.value() != null && b.value() != null) {
                throw incompatible(a.value(), b.value());
            }
            return false;
        }
        if (left == Kind.NONE) {
            return collections(a, b);
        }
        return left == Kind.STRING
                ? Objects.equals(text(a), text(b))
                : numbersEqual(Objects.requireNonNull(a.value()), Objects.requireNonNull(b.value()));
    }

    /** Equality of booleans, and of numbers as Go's floats have it: zeros are equal whatever their sign. */
    private static boolean numbersEqual(GoArg a, GoArg b) {
        if (a instanceof GoArg.Float64 x && b instanceof GoArg.Float64 y) {
            return x.value() == y.value();
        }
        if (a instanceof GoArg.Complex128 x && b instanceof GoArg.Complex128 y) {
            return x.real() == y.real() && x.imaginary() == y.imaginary();
        }
        return a.equals(b);
    }

    private static boolean collections(Slot a, Slot b) throws Refused {
        GoArg left = a.value();
        GoArg right = b.value();
        if (left == null || right == null) {
            return left == null && right == null;
        }
        if (!left.typeName().equals(right.typeName())) {
            throw new Refused("non-comparable types " + GoPrint.text(left, 's') + ": " + left.typeName() + ", "
                    + right.typeName() + ": " + GoPrint.text(right));
        }
        throw new Refused("non-comparable type " + GoPrint.text(right, 's') + ": " + right.typeName());
    }

    /** One of {@code ne}, {@code lt}, {@code le}, {@code gt}, {@code ge}. */
    static boolean compare(String name, Slot a, Slot b) throws Refused {
        return switch (name) {
            case "ne" -> !equal(a, b);
            case "lt" -> less(a, b);
            case "le" -> less(a, b) || equal(a, b);
            case "gt" -> !(less(a, b) || equal(a, b));
            default -> !less(a, b);
        };
    }

    private static boolean less(Slot a, Slot b) throws Refused {
        Kind left = kind(a);
        Kind right = kind(b);
        if (left == Kind.NONE || right == Kind.NONE) {
            throw new Refused("invalid type for comparison");
        }
        if (integers(left, right)) {
            return integer(a) < integer(b);
        }
        if (left != right) {
            throw incompatible(Objects.requireNonNull(a.value()), Objects.requireNonNull(b.value()));
        }
        if (left == Kind.STRING) {
            return Arrays.compareUnsigned(GoBytes.encode(text(a)), GoBytes.encode(text(b))) < 0;
        }
        if (a.value() instanceof GoArg.Float64 x && b.value() instanceof GoArg.Float64 y) {
            return x.value() < y.value();
        }
        throw new Refused("invalid type for comparison");
    }

    private static Refused incompatible(GoArg a, GoArg b) {
        return new Refused("incompatible types for comparison: " + a.typeName() + " and " + b.typeName());
    }

    private static long integer(Slot slot) {
        return ((GoArg.Int) Objects.requireNonNull(slot.value())).value();
    }

    private static String text(Slot slot) {
        return Objects.requireNonNull(Indexing.text(Objects.requireNonNull(slot.value())));
    }
}
