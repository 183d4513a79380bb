package dev.writ.policy.check;

import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A term after resolution. No calls are left in it: they are {@link CheckedStatement.Call} statements before the one that
 * uses their value.
 */
public sealed interface CheckedTerm {
    /** Where it was written. */
    Span span();

    /**
     * Gives the terms that this one is made of to {@code action}, in order; of a reference its head and then its operands. What
     * stands in closures, which are comprehensions and template strings, is not among them.
     */
    default void eachOperand(Consumer<CheckedTerm> action) {
        switch (this) {
            case Constant t -> {}
            case Local t -> {}
            case Input t -> {}
            case Data t -> {}
            case Reference t -> {
                action.accept(t.head());
                t.path().forEach(action);
            }
            case ArrayTerm t -> t.elements().forEach(action);
            case SetTerm t -> t.elements().forEach(action);
            case ObjectTerm t ->
                t.entries().forEach(entry -> {
                    action.accept(entry.key());
                    action.accept(entry.value());
                });
            case Comprehension t -> {}
            case Template t -> {}
        }
    }

    /** A value without anything to evaluate; arrays, sets and objects of constants are constants. */
    record Constant(Span span, RegoValue value) implements CheckedTerm {}

    /** A variable. */
    record Local(Span span, LocalVar var) implements CheckedTerm {}

    /** The {@code input} document as a whole. */
    record Input(Span span) implements CheckedTerm {}

    /** The {@code data} document as a whole. */
    record Data(Span span) implements CheckedTerm {}

    /**
     * A path into something. Operands may be variables without a value yet: then the reference has a solution for each
     * key that exists, and gives the variable that key.
     *
     * @param head {@link Input}, {@link Data}, {@link Local} or a literal; never another reference
     * @param path at least one operand; operands may be references themselves
     */
    record Reference(Span span, CheckedTerm head, List<CheckedTerm> path) implements CheckedTerm {
        public Reference {
            path = List.copyOf(path);
        }
    }

    /** An array with something to evaluate in it. */
    record ArrayTerm(Span span, List<CheckedTerm> elements) implements CheckedTerm {
        public ArrayTerm {
            elements = List.copyOf(elements);
        }
    }

    /** A set with something to evaluate in it. */
    record SetTerm(Span span, List<CheckedTerm> elements) implements CheckedTerm {
        public SetTerm {
            elements = List.copyOf(elements);
        }
    }

    /** An object with something to evaluate in it. */
    record ObjectTerm(Span span, List<Entry> entries) implements CheckedTerm {
        public ObjectTerm {
            entries = List.copyOf(entries);
        }
    }

    /** One entry of an object. */
    record Entry(CheckedTerm key, CheckedTerm value) {}

    /**
     * A comprehension.
     *
     * @param kind what it makes
     * @param key the key of an object comprehension, else null
     * @param element the element, or the value of an object comprehension
     */
    record Comprehension(Span span, Kind kind, @Nullable CheckedTerm key, CheckedTerm element, CheckedBody body)
            implements CheckedTerm {}

    /** What a comprehension makes. */
    enum Kind {
        ARRAY,
        SET,
        OBJECT
    }

    /** A template string: its parts in order, of which none is a call. */
    record Template(Span span, List<Part> parts) implements CheckedTerm {
        public Template {
            parts = List.copyOf(parts);
        }
    }

    /** A piece of a template string or an operand of {@code print}. */
    sealed interface Part {
        /** Constant text. */
        record Text(String text) implements Part {}

        /**
         * Values: those that {@code element} has in the solutions of {@code body}. None shows as {@code <undefined>}; in a
         * template more than one is an error.
         */
        record Hole(Span span, CheckedTerm element, CheckedBody body) implements Part {}
    }
}
