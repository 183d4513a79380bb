package dev.writ.policy.partial;

import dev.writ.policy.check.CheckedQuery;
import dev.writ.policy.check.CheckedStatement;
import dev.writ.policy.check.CheckedTerm;
import dev.writ.policy.check.LocalVar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A query as conditions: its expressions must hold, where evaluating it gives their values, {@code false} among them. So a
 * comparison needs no variable for what it comes to.
 */
final class Conditions {
    private Conditions() {}

    static List<CheckedStatement> of(CheckedQuery query) {
        List<CheckedStatement> statements = query.body().statements();
        Set<Integer> values = new HashSet<>();
        for (CheckedQuery.Expression expression : query.expressions()) {
            LocalVar value = expression.value();
            if (value != null) {
                values.add(value.id());
            }
        }
        Map<Integer, Integer> valueOf = new HashMap<>();
        for (CheckedStatement statement : statements) {
            if (statement instanceof CheckedStatement.Unify unify
                    && unify.left() instanceof CheckedTerm.Local value
                    && values.contains(value.var().id())
                    && unify.right() instanceof CheckedTerm.Local made) {
                valueOf.put(made.var().id(), value.var().id());
            }
        }
        Map<Integer, Integer> uses = Occurrences.count(statements);
        Set<Integer> done = new HashSet<>();
        List<CheckedStatement> conditions = new ArrayList<>();
        for (CheckedStatement statement : statements) {
            if (statement instanceof CheckedStatement.Call call
                    && call.output() instanceof CheckedTerm.Local made
                    && valueOf.containsKey(made.var().id())
                    && uses.getOrDefault(made.var().id(), 0) == 2) {
                done.add(made.var().id());
                done.add(valueOf.get(made.var().id()));
                conditions.add(condition(call));
            } else {
                conditions.add(statement);
            }
        }
        conditions.removeIf(statement -> isDone(statement, done));
        for (CheckedQuery.Expression expression : query.expressions()) {
            LocalVar value = expression.value();
            if (value != null && !done.contains(value.id())) {
                conditions.add(
                        new CheckedStatement.Holds(expression.span(), new CheckedTerm.Local(expression.span(), value)));
            }
        }
        return conditions;
    }

    private static CheckedStatement condition(CheckedStatement.Call call) {
        return call.callee().name().equals("equal")
                ? new CheckedStatement.Unify(
                        call.span(), call.args().getFirst(), call.args().getLast())
                : new CheckedStatement.Call(call.span(), call.callee(), call.args(), null);
    }

    private static boolean isDone(CheckedStatement statement, Set<Integer> done) {
        CheckedTerm term = switch (statement) {
            case CheckedStatement.Unify s -> s.right();
            case CheckedStatement.Holds s -> s.term();
            default -> null;
        };
        return term instanceof CheckedTerm.Local local
                && done.contains(local.var().id());
    }
}
