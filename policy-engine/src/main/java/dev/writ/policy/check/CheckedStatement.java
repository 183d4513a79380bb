package dev.writ.policy.check;

import dev.writ.policy.source.Span;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One step of a {@link CheckedBody}. */
public sealed interface CheckedStatement {
    /** Where it was written. */
    Span span();

    /** Gives the terms of the statement itself to {@code action}, in order: none of its bodies, of a {@code with} or of a {@code print}. */
    default void eachTerm(Consumer<CheckedTerm> action) {
        switch (this) {
            case Holds s -> action.accept(s.term());
            case Unify s -> {
                action.accept(s.left());
                action.accept(s.right());
            }
            case Call s -> {
                s.args().forEach(action);
                CheckedTerm output = s.output();
                if (output != null) {
                    action.accept(output);
                }
            }
            case Every s -> action.accept(s.domain());
            case Not s -> {}
            case And s -> {}
            case Or s -> {}
            case With s -> {}
            case Print s -> {}
        }
    }

    /** Gives the bodies of the statement to {@code action}, in order. */
    default void eachBody(Consumer<CheckedBody> action) {
        switch (this) {
            case Not s -> action.accept(s.body());
            case Every s -> action.accept(s.body());
            case And s -> {
                action.accept(s.left());
                action.accept(s.right());
            }
            case Or s -> {
                action.accept(s.left());
                action.accept(s.right());
            }
            case Holds s -> {}
            case Unify s -> {}
            case Call s -> {}
            case With s -> {}
            case Print s -> {}
        }
    }

    /** The term is defined and not false; it may have several solutions. */
    record Holds(Span span, CheckedTerm term) implements CheckedStatement {}

    /**
     * Both sides are equal. Variables without a value get one, where they stand as a side or inside of arrays and object
     * values; this is also what {@code :=}, {@code ==} between terms without calls, and {@code some x in xs} become.
     */
    record Unify(Span span, CheckedTerm left, CheckedTerm right) implements CheckedStatement {}

    /**
     * A call.
     *
     * @param args as many as the function takes
     * @param output what the result is unified with; null where the result must only not be false
     */
    record Call(
            Span span,
            Callee callee,
            List<CheckedTerm> args,
            @Nullable CheckedTerm output) implements CheckedStatement {
        public Call {
            args = List.copyOf(args);
        }
    }

    /** The body has no solution. Variables that it gives values to are not seen outside. */
    record Not(Span span, CheckedBody body) implements CheckedStatement {}

    /**
     * The body has a solution for each element of the domain, which must be defined.
     *
     * @param key null where it was not written
     */
    record Every(Span span, @Nullable LocalVar key, LocalVar value, CheckedTerm domain, CheckedBody body)
            implements CheckedStatement {}

    /** Both bodies have a solution; their variables are not seen outside. */
    record And(Span span, CheckedBody left, CheckedBody right) implements CheckedStatement {}

    /** One of the bodies has a solution, tried in order; their variables are not seen outside. */
    record Or(Span span, CheckedBody left, CheckedBody right) implements CheckedStatement {}

    /** Statements that see replaced documents and functions; variables that they give values to are seen outside. */
    record With(Span span, List<Replacement> replacements, List<CheckedStatement> statements)
            implements CheckedStatement {
        public With {
            replacements = List.copyOf(replacements);
            statements = List.copyOf(statements);
        }
    }

    /** {@code print}: always holds, once. */
    record Print(Span span, List<CheckedTerm.Part> operands) implements CheckedStatement {
        public Print {
            operands = List.copyOf(operands);
        }
    }
}
