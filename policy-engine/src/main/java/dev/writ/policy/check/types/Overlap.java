package dev.writ.policy.check.types;

import dev.writ.policy.type.RegoType;
import dev.writ.policy.type.RegoType.Any;
import dev.writ.policy.type.RegoType.ArrayType;
import dev.writ.policy.type.RegoType.FunctionType;
import dev.writ.policy.type.RegoType.ObjectType;
import dev.writ.policy.type.RegoType.Scalar;
import dev.writ.policy.type.RegoType.SetType;
import dev.writ.policy.type.RegoType.Union;
import dev.writ.policy.type.RegoType.Unknown;
import dev.writ.policy.value.RegoValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether two types can have a value in common. In doubt they can. */
public final class Overlap {
    /** Deeper than this, recursive types are taken to have something in common. */
    private static final int MAX_DEPTH = 64;

    private final int depth;

    private Overlap(int depth) {
        this.depth = depth;
    }

    /** False only where no value has both types. */
    public static boolean of(RegoType left, RegoType right) {
        return new Overlap(0).both(left, right);
    }

    private boolean deeper(RegoType left, RegoType right) {
        return depth > MAX_DEPTH || new Overlap(depth + 1).both(left, right);
    }

    private boolean both(RegoType first, RegoType second) {
        RegoType left = Types.plain(first);
        RegoType right = Types.plain(second);
        if (left instanceof Unknown || right instanceof Unknown) {
            return true;
        }
        if (left instanceof FunctionType || right instanceof FunctionType) {
            return left instanceof FunctionType a && right instanceof FunctionType b && functions(a, b);
        }
        if (left instanceof Any || right instanceof Any) {
            return true;
        }
        if (left instanceof Union union) {
            return union.types().stream().anyMatch(type -> deeper(type, right));
        }
        if (right instanceof Union union) {
            return union.types().stream().anyMatch(type -> deeper(left, type));
        }
        return switch (left) {
            case Scalar a -> a.equals(right);
            case ArrayType a -> right instanceof ArrayType b && arrays(a, b);
            case ObjectType a -> right instanceof ObjectType b && objects(a, b);
            case SetType a -> right instanceof SetType b && deeper(a.element(), b.element());
            case Any a -> true;
            case Unknown a -> true;
            case Union a -> true;
            case FunctionType a -> true;
            case RegoType.Recursive a -> true;
        };
    }

    private boolean functions(FunctionType left, FunctionType right) {
        if (left.args().size() != right.args().size()) {
            return false;
        }
        for (int i = 0; i < left.args().size(); i++) {
            if (!deeper(left.args().get(i), right.args().get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean arrays(ArrayType left, ArrayType right) {
        int known = Math.max(left.fixed().size(), right.fixed().size());
        for (int i = 0; i < known; i++) {
            RegoType a = Selection.at(left, i);
            RegoType b = Selection.at(right, i);
            if (a == null || b == null || !deeper(a, b)) {
                return false;
            }
        }
        return rests(left.rest(), right.rest());
    }

    private boolean objects(ObjectType left, ObjectType right) {
        return entries(left, right) && entries(right, left) && rests(left.value(), right.value());
    }

    private boolean entries(ObjectType left, ObjectType right) {
        for (Map.Entry<RegoValue, RegoType> entry : left.fixed().entrySet()) {
            RegoType other = Selection.select(right, entry.getKey());
            if (other == null) {
                if (left.value() == null && right.value() == null) {
                    return false;
                }
            } else if (isUnknown(entry.getValue()) || isUnknown(other) || !deeper(entry.getValue(), other)) {
                return false;
            }
        }
        return true;
    }

    /** A part of an object of which nothing is known is like no other part, as OPA has it. */
    private static boolean isUnknown(RegoType type) {
        return type instanceof Unknown;
    }

    private boolean rests(@Nullable RegoType left, @Nullable RegoType right) {
        return left == null || right == null || deeper(left, right);
    }
}
