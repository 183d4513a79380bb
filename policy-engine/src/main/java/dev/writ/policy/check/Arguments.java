package dev.writ.policy.check;

import dev.writ.policy.ast.ObjectEntry;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.source.DiagnosticCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters of a function, which all of its branches share. */
final class Arguments {
    private final RuleHeader header;
    private final LocalVars locals;
    private final RuleContext context;
    private final List<Term> terms;
    private final Set<String> names = new HashSet<>();
    private final List<CheckedTerm> patterns = new ArrayList<>();
    private final Map<Term, CheckedTerm> compared = new LinkedHashMap<>();

    Arguments(RuleHeader header, LocalVars locals, RuleContext context) {
        this.header = header;
        this.locals = locals;
        this.context = context;
        List<Term> args = header.head().args();
        this.terms = args == null ? List.of() : args;
    }

    /** Declares the variables in the parameters. */
    void declare() {
        terms.forEach(term -> names.addAll(NamesIn.all(term)));
        names.remove(Var.WILDCARD);
        context.scope().enterNames(names);
        for (Term term : terms) {
            CheckedTerm pattern = pattern(term);
            if (TermFacts.needsEvaluation(pattern) || pattern instanceof CheckedTerm.SetTerm) {
                CheckedTerm.Local argument = new CheckedTerm.Local(term.span(), locals.made());
                compared.put(term, argument);
                patterns.add(argument);
            } else {
                patterns.add(pattern);
            }
        }
    }

    private CheckedTerm pattern(Term term) {
        return switch (term) {
            case Var var -> variable(var);
            case Term.ArrayLiteral array ->
                new CheckedTerm.ArrayTerm(
                        array.span(),
                        array.elements().stream().map(this::pattern).toList());
            case Term.ObjectLiteral object -> object(object);
            case Term.Call t -> refused(t);
            case Term.Infix t -> refused(t);
            case Term.Membership t -> refused(t);
            case Term.Negative t -> refused(t);
            case Term.Scalar t -> resolved(t);
            case Ref t -> resolved(t);
            case Term.SetLiteral t -> resolved(t);
            case Term.TemplateString t -> resolved(t);
            case Term.ArrayComprehension t -> resolved(t);
            case Term.SetComprehension t -> resolved(t);
            case Term.ObjectComprehension t -> resolved(t);
        };
    }

    private CheckedTerm resolved(Term term) {
        List<CheckedStatement> calls = new ArrayList<>();
        CheckedTerm resolved = new StatementResolver(context).terms().resolve(term, calls);
        return calls.stream().noneMatch(CheckedStatement.Call.class::isInstance) ? resolved : refused(term);
    }

    private CheckedTerm refused(Term term) {
        context.error(
                DiagnosticCode.COMPILE,
                term.span(),
                "rule arguments cannot contain calls",
                "take a variable instead of `" + term.span().text() + "`, and compare it in the body");
        return new CheckedTerm.Local(term.span(), locals.made());
    }

    private CheckedTerm variable(Var var) {
        if (var.isWildcard()) {
            return new CheckedTerm.Local(var.span(), context.scope().wildcard());
        }
        if (var.name().equals("input") || var.name().equals("data")) {
            context.remark(
                    header.span(), "args must not shadow `" + var.name() + "` (use a different variable name)", null);
        }
        if (context.scope().declaration(var.name()) != null) {
            return new CheckedTerm.Local(var.span(), context.scope().use(var.name(), var.span()));
        }
        LocalVar declared = context.scope().declare(var.name(), LocalScope.Occurrence.ARGUMENT, var.span());
        return new CheckedTerm.Local(var.span(), declared);
    }

    private CheckedTerm object(Term.ObjectLiteral object) {
        List<CheckedTerm.Entry> entries = new ArrayList<>();
        for (ObjectEntry entry : object.entries()) {
            entries.add(new CheckedTerm.Entry(resolved(entry.key()), pattern(entry.value())));
        }
        return new CheckedTerm.ObjectTerm(object.span(), entries);
    }

    /** A scope for a branch whose body declares {@code declared}. */
    LocalScope scopeForBranch(Set<String> declared) {
        LocalScope scope = new LocalScope(locals).withArgumentsOf(context.scope());
        scope.enterNames(names);
        scope.enterNames(declared);
        return scope;
    }

    /** The patterns, or null where there are no parameters (v0 allows {@code f() = 1}, which is a rule); what cannot be a pattern is compared in {@code out}. */
    @Nullable
    List<CheckedTerm> patterns(TermResolver branch, List<CheckedStatement> out) {
        if (terms.isEmpty()) {
            return null;
        }
        compared.forEach((term, argument) ->
                out.add(new CheckedStatement.Unify(term.span(), argument, branch.resolve(term, out))));
        return patterns;
    }

    /** Reports arguments that no branch uses. */
    void reportUnused(List<RuleContext> branches) {
        for (LocalScope.Entry argument : context.scope().current()) {
            boolean used = argument.occurrence() != LocalScope.Occurrence.ARGUMENT || argument.uses() > 0;
            for (RuleContext branch : branches) {
                used |= branch.scope().current().stream()
                        .anyMatch(entry -> entry.var().equals(argument.var()) && entry.uses() > 0);
            }
            if (!used) {
                context.remark(
                        header.head().span(),
                        "unused argument `" + argument.var().name() + "`. (hint: use _ (wildcard variable) instead)",
                        null);
            }
        }
    }
}
