package dev.writ.policy.check.types;

import dev.writ.policy.type.RegoType;
import dev.writ.policy.type.RegoType.Any;
import dev.writ.policy.type.RegoType.ArrayType;
import dev.writ.policy.type.RegoType.FunctionType;
import dev.writ.policy.type.RegoType.ObjectType;
import dev.writ.policy.type.RegoType.Recursive;
import dev.writ.policy.type.RegoType.Scalar;
import dev.writ.policy.type.RegoType.SetType;
import dev.writ.policy.type.RegoType.Union;
import dev.writ.policy.type.RegoType.Unknown;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoValue;
import dev.writ.policy.value.ValueKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What types there are, and their unions. */
public final class Types {
    public static final RegoType ANY = new Any();
    public static final RegoType UNKNOWN = new Unknown();
    public static final RegoType NULL = new Scalar(ValueKind.NULL);
    public static final RegoType BOOLEAN = new Scalar(ValueKind.BOOLEAN);
    public static final RegoType NUMBER = new Scalar(ValueKind.NUMBER);
    public static final RegoType STRING = new Scalar(ValueKind.STRING);

    /** A union of more types than this is taken for {@code any}, so that a check ends in bounded time. */
    private static final int MAX_UNION = 256;

    /** A literal whose type has more parts than this is taken for {@code any}. */
    private static final int MAX_PARTS = 50_000;

    private Types() {}

    /** The narrowest type of {@code value}. */
    public static RegoType of(RegoValue value) {
        return switch (value) {
            case RegoArray array ->
                new ArrayType(array.toList().stream().map(Types::of).toList(), null);
            case RegoSet set -> {
                RegoType element = UNKNOWN;
                for (RegoValue member : set.toList()) {
                    element = or(element, of(member));
                }
                yield new SetType(element);
            }
            case RegoObject object -> {
                SortedMap<RegoValue, RegoType> fixed = new TreeMap<>();
                object.forEach((key, member) -> fixed.put(key, of(member)));
                yield new ObjectType(fixed, null, null);
            }
            default -> new Scalar(value.kind());
        };
    }

    /** {@code type}, or {@code any} where it is made of too many: types that repeat each other grow without an end. */
    public static RegoType bounded(RegoType type) {
        return rest(type, MAX_PARTS) < 0 ? ANY : type;
    }

    /** What is left of {@code budget} after all parts of the type; negative where it does not suffice. */
    private static int rest(@Nullable RegoType type, int budget) {
        if (type == null || budget < 0) {
            return budget;
        }
        int left = budget - 1;
        switch (type) {
            case SetType t -> left = rest(t.element(), left);
            case ArrayType t -> {
                for (int i = 0; i < t.fixed().size() && left >= 0; i++) {
                    left = rest(t.fixed().get(i), left);
                }
                left = rest(t.rest(), left);
            }
            case ObjectType t -> {
                for (RegoType value : t.fixed().values()) {
                    left = left < 0 ? left : rest(value, left);
                }
                left = rest(t.value(), rest(t.key(), left));
            }
            case Union t -> {
                for (RegoType one : t.types()) {
                    left = left < 0 ? left : rest(one, left);
                }
            }
            case Any t -> {}
            case Unknown t -> {}
            case Scalar t -> {}
            case Recursive t -> {}
            case FunctionType t -> {}
        }
        return left;
    }

    /** The type without a recursive name around it. */
    static RegoType plain(RegoType type) {
        return type instanceof Recursive recursive ? recursive.target() : type;
    }

    /** What has one of both types; a type that is not known adds nothing. */
    public static RegoType or(RegoType left, RegoType right) {
        if (left instanceof Unknown) {
            return right;
        }
        if (right instanceof Unknown) {
            return left;
        }
        if (left instanceof FunctionType a && right instanceof FunctionType b) {
            return functions(a, b);
        }
        if (left instanceof FunctionType || right instanceof FunctionType) {
            return UNKNOWN;
        }
        if (left instanceof Any || right instanceof Any) {
            return ANY;
        }
        List<RegoType> types = members(left);
        for (RegoType type : members(right)) {
            int place = Collections.binarySearch(types, type, TypeOrder.INSTANCE);
            if (place < 0) {
                types.add(-place - 1, type);
            }
        }
        return types.size() > MAX_UNION ? ANY : RegoType.union(types);
    }

    private static List<RegoType> members(RegoType type) {
        List<RegoType> members = new ArrayList<>(type instanceof Union union ? union.types() : List.of(type));
        members.sort(TypeOrder.INSTANCE);
        return members;
    }

    private static RegoType functions(FunctionType left, FunctionType right) {
        if (left.args().size() != right.args().size() || left.rest() != null || right.rest() != null) {
            return UNKNOWN;
        }
        List<RegoType> args = new ArrayList<>();
        for (int i = 0; i < left.args().size(); i++) {
            args.add(or(left.args().get(i), right.args().get(i)));
        }
        return new FunctionType(args, null, or(result(left), result(right)));
    }

    private static RegoType result(FunctionType function) {
        RegoType result = function.result();
        return result == null ? UNKNOWN : result;
    }

    /** True if something in {@code type} is not known yet, other than in a union. */
    public static boolean isUnknown(RegoType type) {
        return switch (type) {
            case Unknown t -> true;
            case Any t -> false;
            case Scalar t -> false;
            case Union t -> false;
            case Recursive t -> false;
            case SetType t -> isUnknown(t.element());
            case ArrayType t -> t.fixed().stream().anyMatch(Types::isUnknown) || isUnknownPart(t.rest());
            case ObjectType t ->
                t.fixed().values().stream().anyMatch(Types::isUnknown)
                        || isUnknownPart(t.key())
                        || isUnknownPart(t.value());
            case FunctionType t -> t.args().stream().anyMatch(Types::isUnknown) || isUnknownPart(t.result());
        };
    }

    private static boolean isUnknownPart(@Nullable RegoType type) {
        return type != null && isUnknown(type);
    }

    /** True if a value of this type never has anything in it. */
    public static boolean isEmptyCollection(RegoType type) {
        return switch (plain(type)) {
            case ArrayType t -> t.fixed().isEmpty() && t.rest() == null;
            case ObjectType t -> t.fixed().isEmpty() && t.key() == null;
            case SetType t -> t.element() instanceof Unknown;
            case Unknown t -> false;
            case Any t -> false;
            case Scalar t -> false;
            case Union t -> false;
            case FunctionType t -> false;
            case Recursive t -> false;
        };
    }
}
