package dev.writ.policy.ast;

import dev.writ.policy.source.Span;
import java.util.List;

/**
 * {@code head.a["b"][i]}: a path into something. A name alone is a {@link Var}, but in the place of a function it is a
 * reference without path.
 *
 * @param span head and path
 * @param head where the path starts: a {@link Var}, a call, a literal or a comprehension
 * @param path the operands; {@code .a} is the string "a"
 */
public record Ref(Span span, Term head, List<Term> path) implements Term {
    public Ref {
        path = List.copyOf(path);
    }

    /** {@code a.b.c} where all of it is plain names; what cannot be written so is written as in Rego. */
    @Override
    public String toString() {
        return TermText.of(this);
    }
}
