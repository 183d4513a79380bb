package dev.writ.policy.check;

import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.ObjectEntry;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.Span;
import java.util.ArrayList;
import java.util.List;

/** Resolves what declares variables: {@code :=} and {@code some}. */
final class Assignments {
    private final RuleContext context;
    private final TermResolver terms;

    Assignments(RuleContext context, TermResolver terms) {
        this.context = context;
        this.terms = terms;
    }

    /** {@code target := value}: the value sees what its names mean before. */
    void assign(Span span, Term target, Term value, List<CheckedStatement> out) {
        CheckedTerm right = terms.resolve(value, out);
        List<CheckedStatement> keys = new ArrayList<>();
        CheckedTerm left = pattern(target, keys);
        out.addAll(keys);
        out.add(context.marks().assignment(new CheckedStatement.Unify(span, left, right)));
    }

    private CheckedTerm pattern(Term target, List<CheckedStatement> out) {
        return switch (target) {
            case Var var -> new CheckedTerm.Local(var.span(), assigned(var));
            case Term.ArrayLiteral array -> {
                List<CheckedTerm> elements = new ArrayList<>();
                for (Term element : array.elements()) {
                    elements.add(pattern(element, out));
                }
                yield new CheckedTerm.ArrayTerm(array.span(), elements);
            }
            case Term.ObjectLiteral object -> {
                List<CheckedTerm.Entry> entries = new ArrayList<>();
                for (ObjectEntry entry : LiteralEntries.of(object)) {
                    CheckedTerm key = terms.resolve(entry.key(), out);
                    entries.add(new CheckedTerm.Entry(key, pattern(entry.value(), out)));
                }
                yield new CheckedTerm.ObjectTerm(object.span(), entries);
            }
            case Term.Scalar t -> refused(t, t.value().kind().label());
            case Ref t -> refused(t, "ref");
            case Term.SetLiteral t -> refused(t, "set");
            case Term.TemplateString t -> refused(t, "templatestring");
            case Term.ArrayComprehension t -> refused(t, "arraycomprehension");
            case Term.SetComprehension t -> refused(t, "setcomprehension");
            case Term.ObjectComprehension t -> refused(t, "objectcomprehension");
            case Term.Call t -> refused(t, "call");
            case Term.Infix t -> refused(t, "call");
            case Term.Membership t -> refused(t, "call");
            case Term.Negative t -> refused(t, "call");
        };
    }

    private CheckedTerm refused(Term target, String what) {
        context.error(
                DiagnosticCode.COMPILE,
                target.span(),
                "cannot assign to " + what,
                "assign to a variable, or compare with `==`");
        return new CheckedTerm.Local(target.span(), context.scope().made());
    }

    private LocalVar assigned(Var var) {
        if ((var.name().equals("input") || var.name().equals("data")) && refusesRoots()) {
            context.remark(
                    var.span(), "variables must not shadow `" + var.name() + "` (use a different variable name)", null);
        }
        return declare(var, var.span(), LocalScope.Occurrence.ASSIGNED);
    }

    private boolean refusesRoots() {
        Module module = context.module().module();
        return context.program().options().strict() || (module != null && module.version() == RegoVersion.V1);
    }

    /** Declares {@code var} in the innermost scope; an error is reported at {@code place}. */
    LocalVar declare(Var var, Span place) {
        return declare(var, place, LocalScope.Occurrence.DECLARED);
    }

    private LocalVar declare(Var var, Span place, LocalScope.Occurrence occurrence) {
        LocalScope scope = context.scope();
        if (var.isWildcard()) {
            return scope.wildcard();
        }
        LocalScope.Entry conflict = scope.conflict(var.name());
        if (conflict != null) {
            context.error(DiagnosticCode.COMPILE, place, conflictText(var, conflict), hint(conflict));
            return conflict.var();
        }
        return scope.declare(var.name(), occurrence, var.span());
    }

    private static String conflictText(Var var, LocalScope.Entry conflict) {
        String name = "`" + var.name() + "`";
        return switch (conflict.occurrence()) {
            case ARGUMENT -> "arg " + name + " redeclared";
            case SEEN -> "var " + name + " referenced above";
            case ASSIGNED -> "var " + name + " assigned above";
            case DECLARED -> "var " + name + " declared above";
        };
    }

    private static String hint(LocalScope.Entry conflict) {
        String at = " at " + conflict.span().line() + ":" + conflict.span().column();
        return switch (conflict.occurrence()) {
            case ARGUMENT -> "compare with `==`, or use another name";
            case SEEN -> "it is used" + at + ": declare it before, or use another name";
            case ASSIGNED -> "it got its value" + at + ": use another name, or compare with `==`";
            case DECLARED -> "it is declared" + at + ": use `=` to give it its value, or another name";
        };
    }
}
