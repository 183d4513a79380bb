package dev.writ.policy.builtin;

import dev.writ.policy.value.RegoValue;
import java.util.List;
import java.util.function.Predicate;

/**
 * The implementation of one built-in function: stateless, usable by several threads, and a function of its operands and
 * of what the {@link BuiltinContext} gives it.
 *
 * <p>An interface for each number of operands, so that a call needs no array. A call returns its value or throws
 * {@link BuiltinFailure}; a {@link Relation} has any number of values instead.
 */
public sealed interface Builtin {

    /** How many operands a call has, or -1 where any number is accepted. */
    int arity();

    /**
     * Calls a function with operands in a list. A relation cannot be called this way.
     *
     * @throws BuiltinFailure if the call has no value
     */
    RegoValue call(BuiltinContext context, List<RegoValue> operands);

    /** Without operands. */
    @FunctionalInterface
    non-sealed interface Nullary extends Builtin {
        RegoValue call(BuiltinContext context);

        @Override
        default int arity() {
            return 0;
        }

        @Override
        default RegoValue call(BuiltinContext context, List<RegoValue> operands) {
            return call(context);
        }
    }

    /** With one operand. */
    @FunctionalInterface
    non-sealed interface Unary extends Builtin {
        RegoValue call(BuiltinContext context, RegoValue operand);

        @Override
        default int arity() {
            return 1;
        }

        @Override
        default RegoValue call(BuiltinContext context, List<RegoValue> operands) {
            return call(context, operands.getFirst());
        }
    }

    /** With two operands. */
    @FunctionalInterface
    non-sealed interface Binary extends Builtin {
        RegoValue call(BuiltinContext context, RegoValue first, RegoValue second);

        @Override
        default int arity() {
            return 2;
        }

        @Override
        default RegoValue call(BuiltinContext context, List<RegoValue> operands) {
            return call(context, operands.get(0), operands.get(1));
        }
    }

    /** With three operands. */
    @FunctionalInterface
    non-sealed interface Ternary extends Builtin {
        RegoValue call(BuiltinContext context, RegoValue first, RegoValue second, RegoValue third);

        @Override
        default int arity() {
            return 3;
        }

        @Override
        default RegoValue call(BuiltinContext context, List<RegoValue> operands) {
            return call(context, operands.get(0), operands.get(1), operands.get(2));
        }
    }

    /** With four operands. */
    @FunctionalInterface
    non-sealed interface Quaternary extends Builtin {
        RegoValue call(BuiltinContext context, RegoValue first, RegoValue second, RegoValue third, RegoValue fourth);

        @Override
        default int arity() {
            return 4;
        }

        @Override
        default RegoValue call(BuiltinContext context, List<RegoValue> operands) {
            return call(context, operands.get(0), operands.get(1), operands.get(2), operands.get(3));
        }
    }

    /** A built-in with one operand and any number of values, such as {@code walk}. */
    @FunctionalInterface
    non-sealed interface Relation extends Builtin {

        /** Gives the values to {@code sink} one by one, until it answers false. */
        void each(BuiltinContext context, RegoValue operand, Predicate<RegoValue> sink);

        @Override
        default int arity() {
            return 1;
        }

        @Override
        default RegoValue call(BuiltinContext context, List<RegoValue> operands) {
            throw new UnsupportedOperationException("a relation has no single value");
        }
    }
}
