package dev.writ.policy.ast;

import dev.writ.policy.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a {@link Literal} says. */
public sealed interface Expr extends AstNode {

    /** A term that must be defined and not false. */
    record TermExpr(Span span, Term term) implements Expr {}

    /** {@code left = right}. */
    record Unify(Span span, Span operator, Term left, Term right) implements Expr {}

    /** {@code target := value}. */
    record Assign(Span span, Span operator, Term target, Term value) implements Expr {}

    /** {@code some x, y}. */
    record SomeDecl(Span span, List<Var> vars) implements Expr {
        public SomeDecl {
            vars = List.copyOf(vars);
        }
    }

    /** {@code some key, value in collection}; key may be missing. */
    record SomeIn(Span span, @Nullable Term key, Term value, Term collection) implements Expr {}

    /** {@code every key, value in domain { body }}; key may be missing. */
    record Every(Span span, @Nullable Var key, Var value, Term domain, Body body) implements Expr {}

    /** {@code not ...}; the body of the first two forms is one literal. */
    record Not(Span span, Body body, NotForm form) implements Expr {}

    /** {@code left and right} or {@code left or right} of {@code future.keywords}. */
    record Logical(Span span, LogicalOperator operator, Operand left, Operand right) implements Expr {}

    /**
     * One side of {@code and} or {@code or}.
     *
     * @param body its literals
     * @param explicit whether it was written in braces
     */
    record Operand(Body body, boolean explicit) {}

    /** The forms of negation. */
    enum NotForm {
        /** {@code not x}: the variables of {@code x} need a value outside. */
        PLAIN,
        /** {@code not x} under {@code future.keywords.not}: the variables of {@code x} are its own. */
        SCOPED,
        /** {@code not { ... }}. */
        BLOCK
    }

    /** The logical operators. */
    enum LogicalOperator {
        AND("and"),
        OR("or");

        private final String keyword;

        LogicalOperator(String keyword) {
            this.keyword = keyword;
        }

        public String keyword() {
            return keyword;
        }
    }
}
