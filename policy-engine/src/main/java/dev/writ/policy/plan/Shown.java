package dev.writ.policy.plan;

import dev.writ.policy.check.CheckedStatement;
import dev.writ.policy.check.CheckedTerm;
import dev.writ.policy.ir.Mark;
import dev.writ.policy.ir.Operand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what of an expression has a value that an explanation can show: variables, and what is selected from them. */
final class Shown {

    private final RulePlanner planner;
    private final Map<String, Mark.Shown> found = new LinkedHashMap<>();

    Shown(RulePlanner planner) {
        this.planner = planner;
    }

    /** What is known where the planner is now. Closures have variables of their own, which are gone. */
    List<Mark.Shown> of(CheckedStatement statement) {
        found.clear();
        statement.eachTerm(this::term);
        if (statement instanceof CheckedStatement.Not not) {
            not.body().statements().forEach(inner -> {
                List<Mark.Shown> before = List.copyOf(found.values());
                of(inner);
                before.forEach(shown -> found.putIfAbsent(shown.text(), shown));
            });
        }
        return List.copyOf(found.values());
    }

    private void term(CheckedTerm term) {
        if (term instanceof CheckedTerm.Local local) {
            local(local);
        } else if (term instanceof CheckedTerm.Input) {
            found.putIfAbsent("input", new Mark.Shown("input", term.span(), new Mark.Head.Input(), List.of()));
        } else if (term instanceof CheckedTerm.Reference reference) {
            reference(reference);
        }
        term.eachOperand(this::term);
    }

    private void local(CheckedTerm.Local term) {
        Operand operand = planner.bindings().get(term.var());
        if (operand != null) {
            String name = planner.marking().name(term.var());
            found.putIfAbsent(name, new Mark.Shown(name, term.span(), new Mark.Head.Value(operand), List.of()));
        }
    }

    private void reference(CheckedTerm.Reference term) {
        Mark.Head head = head(term.head());
        List<Operand> path = new ArrayList<>();
        for (CheckedTerm key : term.path()) {
            Operand operand = key(key);
            if (operand == null) {
                head = null;
                break;
            }
            path.add(operand);
        }
        if (head != null) {
            String text = planner.marking().text(term);
            found.putIfAbsent(text, new Mark.Shown(text, term.span(), head, path));
        }
    }

    private Mark.@Nullable Head head(CheckedTerm term) {
        if (term instanceof CheckedTerm.Input) {
            return new Mark.Head.Input();
        }
        Operand operand = key(term);
        return operand == null ? null : new Mark.Head.Value(operand);
    }

    private @Nullable Operand key(CheckedTerm term) {
        if (term instanceof CheckedTerm.Constant constant) {
            return new Operand.Constant(constant.value());
        }
        return term instanceof CheckedTerm.Local local ? planner.bindings().get(local.var()) : null;
    }
}
