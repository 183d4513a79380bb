package dev.writ.policy.check;

import dev.writ.policy.ast.Rule;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule after resolution.
 *
 * @param source what was written, with its annotations
 * @param path the names below {@code data} up to the first operand that is not a constant; never empty
 * @param dynamicPath the rest of the head: the keys of the entry that the rule contributes, each a constant or a variable
 *     of the rule
 * @param kind what it contributes
 * @param isDefault whether it holds where no other one does
 * @param params the patterns of a function, null where it is none: variables, constants, and arrays and objects of them
 * @param branches the rule and its {@code else} branches, in order; at least one
 * @param localCount how many variables there are, with ids below this number
 */
public record CheckedRule(
        Rule source,
        List<RegoValue> path,
        List<CheckedTerm> dynamicPath,
        RuleKind kind,
        boolean isDefault,
        @Nullable List<CheckedTerm> params,
        List<Branch> branches,
        int localCount) {
    public CheckedRule {
        path = List.copyOf(path);
        dynamicPath = List.copyOf(dynamicPath);
        params = params == null ? null : List.copyOf(params);
        branches = List.copyOf(branches);
    }

    /** True if it takes arguments. */
    public boolean isFunction() {
        return params != null;
    }

    /** Where it was written. */
    public Span span() {
        return source.span();
    }

    /**
     * One alternative.
     *
     * @param span the rule or the {@code else} branch
     * @param body when it holds
     * @param value what it gives, after the body: the value of a single-value rule, the element of a multi-value one
     */
    public record Branch(Span span, CheckedBody body, CheckedTerm value) {}
}
