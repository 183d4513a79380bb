package dev.writ.policy.check;

import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what a rule reads below {@code data}, in the order of the text. */
final class Dependencies {
    private final RuleContext context;
    private final List<Dependency> found = new ArrayList<>();
    private KnownValues known = new KnownValues();

    Dependencies(RuleContext context) {
        this.context = context;
    }

    List<Dependency> found() {
        return found;
    }

    /** A branch: its statements in the order of the text, and then the terms of its head. */
    void branch(List<CheckedStatement> statements, List<CheckedTerm> head) {
        known = new KnownValues();
        for (CheckedStatement statement : statements) {
            statement(statement);
            known.after(statement);
        }
        head.forEach(this::term);
    }

    private void body(CheckedBody body) {
        body.statements().forEach(this::statement);
    }

    private void statement(CheckedStatement statement) {
        if (statement instanceof CheckedStatement.Call call) {
            callee(call.callee(), call.span());
        } else if (statement instanceof CheckedStatement.With with) {
            with.replacements().forEach(this::replacement);
            with.statements().forEach(this::statement);
        } else if (statement instanceof CheckedStatement.Print print) {
            print.operands().forEach(this::part);
        }
        statement.eachTerm(this::term);
        statement.eachBody(this::body);
    }

    private void callee(Callee callee, Span span) {
        if (callee instanceof Callee.Function function) {
            found.add(new Dependency(span, new ArrayList<>(Paths.of(function.path()))));
        }
    }

    private void replacement(Replacement replacement) {
        switch (replacement) {
            case Replacement.OfInput r -> term(r.value());
            case Replacement.OfData r -> {
                found.add(new Dependency(r.span(), new ArrayList<>(r.path())));
                term(r.value());
            }
            case Replacement.OfFunctionByValue r -> {
                callee(r.target(), r.span());
                term(r.value());
            }
            case Replacement.OfFunctionByFunction r -> {
                callee(r.target(), r.span());
                callee(r.value(), r.span());
            }
        }
    }

    private void term(CheckedTerm term) {
        switch (term) {
            case CheckedTerm.Data t -> found.add(new Dependency(t.span(), List.of()));
            case CheckedTerm.Reference t -> reference(t);
            case CheckedTerm.Comprehension t -> {
                body(t.body());
                CheckedTerm key = t.key();
                if (key != null) {
                    term(key);
                }
                term(t.element());
            }
            case CheckedTerm.Template t -> t.parts().forEach(this::part);
            case CheckedTerm.Constant t -> {}
            case CheckedTerm.Local t -> {}
            case CheckedTerm.Input t -> {}
            case CheckedTerm.ArrayTerm t -> t.eachOperand(this::term);
            case CheckedTerm.SetTerm t -> t.eachOperand(this::term);
            case CheckedTerm.ObjectTerm t -> t.eachOperand(this::term);
        }
    }

    private void part(CheckedTerm.Part part) {
        if (part instanceof CheckedTerm.Part.Hole hole) {
            body(hole.body());
            term(hole.element());
        }
    }

    private void reference(CheckedTerm.Reference reference) {
        reference.path().forEach(this::term);
        if (!(reference.head() instanceof CheckedTerm.Data)) {
            return;
        }
        refuseFunction(reference);
        List<List<@Nullable RegoValue>> paths = new ArrayList<>();
        paths.add(List.of());
        for (CheckedTerm operand : reference.path()) {
            paths = extended(paths, operand);
        }
        for (List<@Nullable RegoValue> path : paths) {
            found.add(new Dependency(reference.span(), path));
        }
    }

    private List<List<@Nullable RegoValue>> extended(List<List<@Nullable RegoValue>> paths, CheckedTerm operand) {
        List<RegoValue> values = known.of(operand);
        boolean unknown = values == null || values.isEmpty() || paths.size() * values.size() > KnownValues.LIMIT;
        List<List<@Nullable RegoValue>> longer = new ArrayList<>();
        for (List<@Nullable RegoValue> path : paths) {
            if (unknown || values == null) {
                longer.add(appended(path, null));
            } else {
                values.forEach(value -> longer.add(appended(path, value)));
            }
        }
        return longer;
    }

    private static List<@Nullable RegoValue> appended(List<@Nullable RegoValue> path, @Nullable RegoValue key) {
        List<@Nullable RegoValue> longer = new ArrayList<>(path);
        longer.add(key);
        return longer;
    }

    /** A function has no value of its own. */
    private void refuseFunction(CheckedTerm.Reference reference) {
        List<RegoValue> path = new ArrayList<>();
        for (CheckedTerm operand : reference.path()) {
            if (!(operand instanceof CheckedTerm.Constant key)) {
                return;
            }
            path.add(key.value());
            int arity = context.program().rules().arity(path);
            if (arity > 0) {
                context.error(
                        DiagnosticCode.TYPE,
                        reference.span(),
                        "function `" + Paths.text(path) + "` used as reference, not called",
                        "call it with " + arity + (arity == 1 ? " argument" : " arguments"));
                return;
            }
        }
    }
}
