package dev.writ.policy.check.types;

import dev.writ.policy.type.RegoType;
import dev.writ.policy.value.RegoValue;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A total order of types, in which unions list them. */
final class TypeOrder implements Comparator<RegoType> {
    static final TypeOrder INSTANCE = new TypeOrder();

    private TypeOrder() {}

    @Override
    public int compare(RegoType left, RegoType right) {
        int ranks = Integer.compare(rank(left), rank(right));
        if (ranks != 0 || left == right) {
            return ranks;
        }
        return switch (left) {
            case RegoType.Any t -> 0;
            case RegoType.Unknown t -> 0;
            case RegoType.Scalar t -> t.kind().compareTo(((RegoType.Scalar) right).kind());
            case RegoType.ArrayType t -> arrays(t, (RegoType.ArrayType) right);
            case RegoType.SetType t -> compare(t.element(), ((RegoType.SetType) right).element());
            case RegoType.ObjectType t -> objects(t, (RegoType.ObjectType) right);
            case RegoType.Union t -> lists(t.types(), ((RegoType.Union) right).types());
            case RegoType.FunctionType t -> functions(t, (RegoType.FunctionType) right);
            case RegoType.Recursive t -> recursive(t, (RegoType.Recursive) right);
        };
    }

    private static int rank(RegoType type) {
        return switch (type) {
            case RegoType.Unknown t -> 0;
            case RegoType.Scalar t -> 1;
            case RegoType.ArrayType t -> 2;
            case RegoType.ObjectType t -> 3;
            case RegoType.SetType t -> 4;
            case RegoType.Any t -> 5;
            case RegoType.Union t -> 6;
            case RegoType.FunctionType t -> 7;
            case RegoType.Recursive t -> 8;
        };
    }

    private int arrays(RegoType.ArrayType left, RegoType.ArrayType right) {
        int rest = optional(left.rest(), right.rest());
        return rest != 0 ? rest : lists(left.fixed(), right.fixed());
    }

    private int objects(RegoType.ObjectType left, RegoType.ObjectType right) {
        int keys = optional(left.key(), right.key());
        int values = keys != 0 ? keys : optional(left.value(), right.value());
        return values != 0 ? values : entries(left.fixed(), right.fixed());
    }

    private int entries(SortedMap<RegoValue, RegoType> left, SortedMap<RegoValue, RegoType> right) {
        Iterator<Map.Entry<RegoValue, RegoType>> others = right.entrySet().iterator();
        for (Map.Entry<RegoValue, RegoType> entry : left.entrySet()) {
            if (!others.hasNext()) {
                return 1;
            }
            Map.Entry<RegoValue, RegoType> other = others.next();
            int keys = entry.getKey().compareTo(other.getKey());
            int order = keys != 0 ? keys : compare(entry.getValue(), other.getValue());
            if (order != 0) {
                return order;
            }
        }
        return others.hasNext() ? -1 : 0;
    }

    private int functions(RegoType.FunctionType left, RegoType.FunctionType right) {
        int args = lists(left.args(), right.args());
        int results = args != 0 ? args : optional(left.result(), right.result());
        return results != 0 ? results : optional(left.rest(), right.rest());
    }

    private static int recursive(RegoType.Recursive left, RegoType.Recursive right) {
        int names = left.toString().compareTo(right.toString());
        return names != 0 ? names : Integer.compare(System.identityHashCode(left), System.identityHashCode(right));
    }

    private int lists(List<RegoType> left, List<RegoType> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = compare(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private int optional(@Nullable RegoType left, @Nullable RegoType right) {
        if (left == null || right == null) {
            return Boolean.compare(left != null, right != null);
        }
        return compare(left, right);
    }
}
