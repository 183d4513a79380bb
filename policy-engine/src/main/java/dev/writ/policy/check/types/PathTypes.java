package dev.writ.policy.check.types;

import dev.writ.policy.type.RegoType;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows a reference through types: finds the operand that can never fit, and says what variables in it are. */
public final class PathTypes {
    /** The first keys below {@code data} are names of packages and rules, so they are strings. */
    private static final int NAMES = 2;

    private final List<? extends Operand> operands;

    private PathTypes(List<? extends Operand> operands) {
        this.operands = operands;
    }

    /** Why {@code operands} can never select something from a document, or null where they may. */
    public static @Nullable Misfit inDocument(
            DocumentTypes documents, String document, List<? extends Operand> operands) {
        return new PathTypes(operands).enter(documents.walk(), RegoString.of(document));
    }

    /** Why {@code operands} can never select something from a value of {@code type}, or null where they may. */
    public static @Nullable Misfit inValue(RegoType type, List<? extends Operand> operands) {
        return new PathTypes(operands).value(type, 0);
    }

    private @Nullable Misfit enter(DocumentTypes.Walk layer, RegoString document) {
        DocumentTypes.Walk current = layer;
        while (current != null) {
            DocumentTypes.Walk root = current.enter(document);
            if (root != null) {
                return at(root, 0, document);
            }
            current = current.restart();
        }
        return value(Types.ANY, 0);
    }

    private @Nullable Misfit at(DocumentTypes.Walk place, int index, RegoString document) {
        RegoType known = place.node().type();
        if (known != null) {
            return value(known, index);
        }
        if (index == operands.size()) {
            return null;
        }
        Operand operand = operands.get(index);
        RegoValue key = operand.scalar();
        boolean name = key == null ? !operand.isCollection() : key instanceof RegoString;
        if (index < NAMES && !name) {
            return new Misfit(
                    index,
                    operand.type(),
                    null,
                    Types.STRING,
                    List.copyOf(place.node().children().keySet()));
        }
        // OPA looks at the types of variables here; a collection that is written as a key is only looked up.
        if (key == null && !operand.isCollection()) {
            RegoType keys = place.keys();
            if (!operand.fits(keys)) {
                return new Misfit(index, operand.type(), null, keys, List.of());
            }
        }
        DocumentTypes.Walk below = key == null ? null : place.enter(key);
        return below == null ? elsewhere(place, index, document) : at(below, index + 1, document);
    }

    /** Nothing is known here: what a layer below says, or nothing. */
    private @Nullable Misfit elsewhere(DocumentTypes.Walk place, int index, RegoString document) {
        DocumentTypes.Walk next = place.restart();
        if (next != null) {
            return enter(next, document);
        }
        operands.subList(index, operands.size()).stream()
                .filter(operand -> operand.scalar() == null)
                .forEach(operand -> operand.fits(Types.ANY));
        return null;
    }

    private @Nullable Misfit value(RegoType start, int from) {
        RegoType type = start;
        for (int i = from; i < operands.size(); i++) {
            Operand operand = operands.get(i);
            if (Types.isEmptyCollection(type)) {
                return empty(type, i, operand);
            }
            RegoType keys = Selection.keys(type);
            if (keys == null) {
                return Misfit.nothingIn(i, type);
            }
            RegoValue key = operand.scalar();
            RegoType next;
            if (key != null) {
                next = isOfNothingKnown(type, key) ? null : Selection.select(type, key);
            } else {
                next = operand.fits(keys) ? Selection.values(type) : null;
            }
            if (next == null && key == null && mayBeEmpty(type)) {
                return null;
            }
            if (next == null) {
                RegoType have = key == null ? operand.type() : null;
                return new Misfit(i, have, null, keys, List.copyOf(Selection.knownKeys(type)));
            }
            type = next;
        }
        return null;
    }

    /** OPA finds nothing under a constant key where nothing is known of the values; iterating is allowed. */
    private static boolean isOfNothingKnown(RegoType type, RegoValue key) {
        return Types.plain(type) instanceof RegoType.ObjectType object
                && !object.fixed().containsKey(key)
                && object.value() instanceof RegoType.Unknown;
    }

    /** Whether one of the types that are possible is that of a collection without elements. */
    private static boolean mayBeEmpty(RegoType type) {
        return Types.plain(type) instanceof RegoType.Union union
                && union.types().stream().anyMatch(Types::isEmptyCollection);
    }

    /** Iterating over nothing gives nothing, which is allowed; a constant key can never be there. */
    private static @Nullable Misfit empty(RegoType type, int index, Operand operand) {
        if (operand.scalar() != null) {
            return new Misfit(index, null, null, null, List.of());
        }
        boolean array = Types.plain(type) instanceof RegoType.ArrayType;
        if (operand.type() instanceof RegoType.Unknown) {
            operand.fits(Types.ANY);
            return null;
        }
        return array && !operand.isCollection() && !Overlap.of(operand.type(), Types.NUMBER)
                ? new Misfit(index, operand.type(), null, Types.NUMBER, List.of())
                : null;
    }
}
