package dev.writ.policy.ast;

import dev.writ.policy.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule defines.
 *
 * @param span the head
 * @param ref the path below the package, starting with a {@link Var}; without the key of {@code contains}
 * @param args the parameters of a function, or null where there is no parameter list
 * @param key the element of a {@code contains} rule, or null
 * @param value the value; {@code true} with {@link #isValueGenerated} where none was written, null with {@code contains}
 * @param assign whether {@code :=} was written before the value rather than {@code =}
 * @param isValueGenerated whether no value was written
 */
public record Head(
        Span span,
        List<Term> ref,
        @Nullable List<Term> args,
        @Nullable Term key,
        @Nullable Term value,
        boolean assign,
        boolean isValueGenerated)
        implements AstNode {
    public Head {
        ref = List.copyOf(ref);
        args = args == null ? null : List.copyOf(args);
    }

    /** The first name. */
    public String name() {
        return ((Var) ref.getFirst()).name();
    }

    /** True for {@code p contains x}. */
    public boolean isContains() {
        return key != null;
    }

    /** True where parameters were written. */
    public boolean isFunction() {
        List<Term> parameters = args;
        return parameters != null && !parameters.isEmpty();
    }
}
