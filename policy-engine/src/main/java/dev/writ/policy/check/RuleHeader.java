package dev.writ.policy.check;

import dev.writ.policy.ast.Head;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.TermText;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of a rule before its body is looked at.
 *
 * @param scope the module it is in
 * @param path the names below {@code data} up to the first operand that is not a constant
 * @param tail the operands of the head from there on
 */
record RuleHeader(ModuleScope scope, Rule rule, List<RegoValue> path, List<Term> tail) {
    RuleHeader {
        path = List.copyOf(path);
        tail = List.copyOf(tail);
    }

    static RuleHeader of(ModuleScope scope, Rule rule) {
        List<Term> ref = rule.head().ref();
        List<RegoValue> path = new ArrayList<>(scope.packagePath());
        path.add(RegoString.of(rule.head().name()));
        int next = 1;
        while (next < ref.size() && ref.get(next) instanceof Term.Scalar scalar) {
            path.add(scalar.value());
            next++;
        }
        return new RuleHeader(scope, rule, path, ref.subList(next, ref.size()));
    }

    /** For an {@code else}: what is written above a rule speaks of its first branch alone. */
    RuleHeader withoutAnnotations() {
        return new RuleHeader(scope, rule.withAnnotations(List.of()), path, tail);
    }

    Head head() {
        return rule.head();
    }

    Span span() {
        return rule.span();
    }

    RuleKind kind() {
        return head().isContains() ? RuleKind.MULTI_VALUE : RuleKind.SINGLE_VALUE;
    }

    /** The number of parameters, 0 for a rule that is no function. */
    int arity() {
        List<Term> args = head().args();
        return args == null ? 0 : args.size();
    }

    boolean isFunction() {
        return arity() > 0;
    }

    /** True if the whole path is constant. */
    boolean isGround() {
        return tail.isEmpty();
    }

    /** The full name, as messages show it. */
    String name() {
        return Paths.text(path) + TermText.path(tail);
    }
}
