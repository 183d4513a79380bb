package dev.writ.policy.lint.governance;

import dev.writ.policy.ast.Term;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoValue;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** A limit is written into a rule. */
public final class ThresholdInCode implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "governance", "threshold-in-code", "a limit is written into a rule")
            .numbers("allowed-numbers", 0, 1);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        if (!DecisionPath.contains(module)) {
            return;
        }
        RegoValue allowed = sink.settings().value("allowed-numbers");
        Set<Span> reported = new HashSet<>();
        for (Term.Infix infix : module.all(Term.Infix.class)) {
            boolean order = switch (infix.operator()) {
                case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
                case PLUS, MINUS, TIMES, DIVIDE, REMAINDER, INTERSECTION, UNION, EQUAL, NOT_EQUAL -> false;
            };
            if (order) {
                Stream.of(infix.left(), infix.right())
                        .map(side -> Objects.requireNonNullElse(module.definitionOf(side), side))
                        .filter(side -> Terms.scalar(side) instanceof RegoNumber number && !isAllowed(allowed, number))
                        .filter(side -> reported.add(side.span()))
                        .forEach(side -> sink.report(
                                side.span(), "`" + side.span().text() + "` is a limit: put it into a data file"));
            }
        }
    }

    private static boolean isAllowed(RegoValue allowed, RegoNumber number) {
        return allowed instanceof RegoArray list && list.toList().contains(number);
    }
}
