package dev.writ.policy.plan;

import dev.writ.policy.check.CheckedBody;
import dev.writ.policy.check.CheckedRule;
import dev.writ.policy.check.CheckedStatement;
import dev.writ.policy.check.CheckedTerm;
import dev.writ.policy.check.LocalVar;
import dev.writ.policy.check.Replacement;
import dev.writ.policy.check.RuleKind;
import dev.writ.policy.ir.Mark;
import dev.writ.policy.ir.Statement;
import dev.writ.policy.source.Span;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Emits the marks of one rule or query, where an explanation is wanted; else nothing. Everything that follows a mark is
 * in its block, so that the executor comes back to the mark when it is through.
 */
final class Marking {

    private final boolean wanted;
    private final Wording wording;
    private final Deque<Mark> bodies = new ArrayDeque<>();

    private Marking(boolean wanted, Wording wording) {
        this.wanted = wanted;
        this.wording = wording;
    }

    static Marking of(boolean wanted, boolean query) {
        return new Marking(wanted, new Wording(query));
    }

    /** An expression whose statements are being emitted. */
    interface Expression {
        /** Its statements are there: where evaluation comes to, it holds. */
        void holds(RulePlanner planner);
    }

    /** The body of a rule begins. */
    void rule(RulePlanner planner, CheckedRule rule, CheckedRule.Branch branch, boolean value) {
        if (wanted) {
            Mark.Kind kind = value ? Mark.Kind.RULE : Mark.Kind.BODY;
            enter(planner, new Mark(kind, PathText.of(rule.path()), branch.span(), constant(rule), List.of()));
        }
    }

    /** Whether the first solution of a complete rule decides. */
    private static boolean constant(CheckedRule rule) {
        return !rule.isFunction()
                && rule.dynamicPath().isEmpty()
                && rule.branches().size() == 1
                && rule.kind() == RuleKind.SINGLE_VALUE
                && rule.branches().getFirst().value() instanceof CheckedTerm.Constant;
    }

    /** The body of a query or closure begins. */
    void body(RulePlanner planner, CheckedBody body, Span place, boolean early) {
        if (wanted) {
            enter(planner, new Mark(Mark.Kind.BODY, wording.body(body.statements()), place, early, List.of()));
        }
    }

    private void enter(RulePlanner planner, Mark mark) {
        bodies.push(mark);
        emit(planner, mark);
    }

    /** The body that began last has a solution where evaluation comes to. */
    void solution(RulePlanner planner) {
        if (wanted) {
            Mark body = bodies.pop();
            emit(planner, new Mark(Mark.Kind.SOLUTION, body.text(), body.place(), body.early(), List.of()));
        }
    }

    /** An expression begins. */
    Expression expression(RulePlanner planner, CheckedStatement statement, String modifiers) {
        if (!wanted || wording.isCapture(statement)) {
            return ignored -> {};
        }
        return expression(planner, statement.span(), wording.statement(statement) + modifiers, statement);
    }

    /** The body of a rule that has none, which holds. */
    void nothing(RulePlanner planner, Span place) {
        if (wanted) {
            emit(planner, new Mark(Mark.Kind.EXPRESSION, "true", place, false, List.of()));
            emit(planner, new Mark(Mark.Kind.HOLDS, "true", place, false, List.of()));
        }
    }

    /** An {@code every} is about to run, in a body of its own. */
    void every(RulePlanner planner, CheckedStatement.Every every) {
        if (wanted) {
            enter(planner, new Mark(Mark.Kind.BODY, wording.statement(every), every.span(), false, List.of()));
        }
    }

    /** An element of the domain of an {@code every} is about to be tried. */
    void element(RulePlanner planner, CheckedStatement.Every every) {
        if (wanted) {
            String text = wording.element(every);
            emit(planner, new Mark(Mark.Kind.EXPRESSION, text, every.span(), true, List.of()));
            emit(planner, new Mark(Mark.Kind.HOLDS, text, every.span(), false, List.of()));
            emit(planner, new Mark(Mark.Kind.HOLDS, wording.statement(every), every.span(), false, List.of()));
        }
    }

    /** The {@code every} holds for all elements. */
    void through(RulePlanner planner) {
        if (wanted) {
            Mark body = bodies.pop();
            emit(planner, new Mark(Mark.Kind.THROUGH, body.text(), body.place(), false, List.of()));
        }
    }

    /** Whether marks are emitted. */
    boolean isWanted() {
        return wanted;
    }

    /** The term of a head, where it has to be evaluated. */
    Expression head(RulePlanner planner, CheckedTerm term) {
        boolean evaluated = switch (term) {
            case CheckedTerm.Constant ignored -> false;
            case CheckedTerm.Local ignored -> false;
            case CheckedTerm.Input ignored -> true;
            case CheckedTerm.Data ignored -> true;
            case CheckedTerm.Reference ignored -> true;
            case CheckedTerm.Comprehension ignored -> true;
            case CheckedTerm.Template ignored -> true;
            case CheckedTerm.ArrayTerm t -> isOpen(t.elements());
            case CheckedTerm.SetTerm t -> isOpen(t.elements());
            case CheckedTerm.ObjectTerm t ->
                t.entries().stream().anyMatch(entry -> isOpen(List.of(entry.key(), entry.value())));
        };
        if (!wanted || !evaluated) {
            return ignored -> {};
        }
        CheckedStatement shown = new CheckedStatement.Holds(term.span(), term);
        return expression(planner, term.span(), wording.made() + " = " + wording.term(term), shown);
    }

    private static boolean isOpen(List<CheckedTerm> terms) {
        return !terms.stream()
                .allMatch(term -> term instanceof CheckedTerm.Constant || term instanceof CheckedTerm.Local);
    }

    private Expression expression(RulePlanner planner, Span place, String text, CheckedStatement statement) {
        Shown shown = new Shown(planner);
        emit(planner, new Mark(Mark.Kind.EXPRESSION, text, place, false, shown.of(statement)));
        // Nothing is left to try of what is negated, so evaluation does not come back to it.
        String again = statement instanceof CheckedStatement.Not ? "" : text;
        return after -> emit(after, new Mark(Mark.Kind.HOLDS, again, place, false, shown.of(statement)));
    }

    private static void emit(RulePlanner planner, Mark mark) {
        planner.emitter().enter(body -> new Statement.Marked(mark, body));
    }

    /** How a variable is shown. */
    String name(LocalVar variable) {
        return wording.name(variable);
    }

    /** How a reference is shown. */
    String text(CheckedTerm.Reference reference) {
        return wording.reference(reference);
    }

    /** What stands behind each statement under modifiers. */
    String modifiers(CheckedStatement.With with) {
        return wanted ? with.replacements().stream().map(this::modifier).collect(Collectors.joining()) : "";
    }

    private String modifier(Replacement replacement) {
        return switch (replacement) {
            case Replacement.OfInput r -> " with input" + PathText.below(r.path()) + " as " + wording.term(r.value());
            case Replacement.OfData r -> " with data" + PathText.below(r.path()) + " as " + wording.term(r.value());
            case Replacement.OfFunctionByValue r -> " with " + r.target().name() + " as " + wording.term(r.value());
            case Replacement.OfFunctionByFunction r ->
                " with " + r.target().name() + " as " + r.value().name();
        };
    }
}
