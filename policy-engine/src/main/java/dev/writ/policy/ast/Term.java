package dev.writ.policy.ast;

import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has a value. */
public sealed interface Term extends AstNode
        permits Var,
                Ref,
                Term.Scalar,
                Term.TemplateString,
                Term.ArrayLiteral,
                Term.SetLiteral,
                Term.ObjectLiteral,
                Term.ArrayComprehension,
                Term.SetComprehension,
                Term.ObjectComprehension,
                Term.Call,
                Term.Infix,
                Term.Membership,
                Term.Negative {

    /** Null, a boolean, a number or a string. */
    record Scalar(Span span, RegoValue value) implements Term {}

    /** {@code $"a {x}"}, or the raw form in backquotes. */
    record TemplateString(Span span, boolean raw, List<TemplatePart> parts) implements Term {
        public TemplateString {
            parts = List.copyOf(parts);
        }
    }

    /** {@code [a, b]}. */
    record ArrayLiteral(Span span, List<Term> elements) implements Term {
        public ArrayLiteral {
            elements = List.copyOf(elements);
        }
    }

    /** {@code {a, b}} or {@code set()}. */
    record SetLiteral(Span span, List<Term> elements) implements Term {
        public SetLiteral {
            elements = List.copyOf(elements);
        }
    }

    /** {@code {k: v}}. */
    record ObjectLiteral(Span span, List<ObjectEntry> entries) implements Term {
        public ObjectLiteral {
            entries = List.copyOf(entries);
        }
    }

    /** {@code [element | body]}. */
    record ArrayComprehension(Span span, Term element, Body body) implements Term {}

    /** {@code {element | body}}. */
    record SetComprehension(Span span, Term element, Body body) implements Term {}

    /** {@code {key: value | body}}. */
    record ObjectComprehension(Span span, Term key, Term value, Body body) implements Term {}

    /** {@code f(a, b)}; the function is a name or a reference that starts with one. */
    record Call(Span span, Ref function, List<Term> args) implements Term {
        public Call {
            args = List.copyOf(args);
        }
    }

    /** {@code left + right} and the other operators with a value. */
    record Infix(Span span, InfixOperator operator, Span operatorSpan, Term left, Term right) implements Term {}

    /** {@code value in collection} or {@code key, value in collection}. */
    record Membership(Span span, @Nullable Term key, Term value, Term collection) implements Term {}

    /** {@code -x} where x is a reference or a call. */
    record Negative(Span span, Term operand) implements Term {}
}
