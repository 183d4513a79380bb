package dev.writ.policy.check;

import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.TermText;
import dev.writ.policy.ast.Var;
import dev.writ.policy.ast.With;
import dev.writ.policy.builtin.BuiltinSignature;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Resolves {@code with} modifiers. */
final class WithResolver {
    private static final Set<String> FIXED = Set.of("eq", "rego.metadata.chain", "rego.metadata.rule");

    private final RuleContext context;
    private final TermResolver terms;

    WithResolver(RuleContext context, TermResolver terms) {
        this.context = context;
        this.terms = terms;
    }

    /**
     * The replacements, without those that have a diagnostic. What their values need is added to {@code out}: the calls in all of
     * them come first, as in OPA.
     */
    List<Replacement> resolve(List<With> withs, List<CheckedStatement> out) {
        Before before = new Before(out, new ArrayList<>());
        List<Replacement> replacements = new ArrayList<>();
        for (With with : withs) {
            Replacement replacement = resolve(with, before);
            if (replacement != null) {
                replacements.add(replacement);
            }
        }
        out.addAll(before.captures());
        return replacements;
    }

    /** What values need: the calls in them, and variables that hold what has to be evaluated. */
    private record Before(List<CheckedStatement> calls, List<CheckedStatement> captures) {}

    private @Nullable Replacement resolve(With with, Before before) {
        Var head = with.target() instanceof Ref ref && ref.head() instanceof Var first
                ? first
                : with.target() instanceof Var var ? var : null;
        if (head == null) {
            invalid(with);
            return null;
        }
        List<Term> operands = with.target() instanceof Ref ref ? ref.path() : List.of();
        CheckedTerm root = root(head);
        List<RegoValue> path = path(root, operands, with);
        if (path == null) {
            return null;
        }
        CheckedTerm base = root instanceof CheckedTerm.Reference reference ? reference.head() : root;
        if (base instanceof CheckedTerm.Input) {
            return new Replacement.OfInput(with.span(), path, value(with.value(), before));
        }
        return base instanceof CheckedTerm.Data ? data(with, path, before) : builtin(with, before);
    }

    /** {@code input} is meant even where a variable has that name. */
    private @Nullable CheckedTerm root(Var head) {
        CheckedTerm global = terms.global(head);
        return global == null && head.name().equals("input") ? new CheckedTerm.Input(head.span()) : global;
    }

    /** The constant path, or null with a diagnostic where an operand has to be evaluated. */
    private @Nullable List<RegoValue> path(@Nullable CheckedTerm root, List<Term> operands, With with) {
        List<RegoValue> path = new ArrayList<>();
        if (root instanceof CheckedTerm.Reference reference) {
            for (CheckedTerm operand : reference.path()) {
                path.add(((CheckedTerm.Constant) operand).value());
            }
        }
        for (Term operand : operands) {
            if (!(operand instanceof Term.Scalar scalar)) {
                context.error(
                        DiagnosticCode.COMPILE,
                        operand.span(),
                        "`with` cannot replace `" + TermText.of(with.target()) + "`: `" + TermText.of(operand)
                                + "` is not a constant",
                        "replace the object around it, or write the key as a constant");
                return null;
            }
            path.add(scalar.value());
        }
        return path;
    }

    private CheckedTerm value(Term value, Before before) {
        CheckedTerm resolved = terms.resolve(value, before.calls());
        return TermFacts.needsEvaluation(resolved) ? terms.captured(resolved, before.captures()) : resolved;
    }

    private @Nullable Replacement data(With with, List<RegoValue> path, Before before) {
        RuleLookup rules = context.program().rules();
        for (int i = 0; i < path.size(); i++) {
            if (rules.hasRules(path.subList(0, i))) {
                context.error(
                        DiagnosticCode.COMPILE,
                        with.target().span(),
                        "with keyword cannot partially replace virtual document(s)",
                        "replace all of the rule `" + Paths.text(path.subList(0, i)) + "`");
                return null;
            }
        }
        List<String> names = Paths.strings(path);
        if (names == null || !rules.hasFunction(path)) {
            return new Replacement.OfData(with.span(), path, value(with.value(), before));
        }
        return function(with, new Callee.Function(names), rules.arity(path), before);
    }

    private @Nullable Replacement builtin(With with, Before before) {
        String name = TermText.of(with.target());
        Optional<BuiltinSignature> found = context.program().builtins().signature(name);
        if (found.isEmpty()) {
            invalid(with);
            return null;
        }
        BuiltinSignature signature = found.get();
        String refusal = refusal(signature);
        if (refusal != null) {
            context.error(
                    DiagnosticCode.COMPILE,
                    with.target().span(),
                    "with keyword replacing built-in function: " + refusal);
            return null;
        }
        if (!terms.calls().checkImplemented(name, with.target().span())) {
            return null;
        }
        return function(with, new Callee.Builtin(name), signature.arity(), before);
    }

    private static @Nullable String refusal(BuiltinSignature signature) {
        if (FIXED.contains(signature.name())) {
            return "replacement of `\"" + signature.name() + "\"` invalid";
        }
        if (signature.name().startsWith("internal.")) {
            return "replacement of internal function `\"" + signature.name() + "\"` invalid";
        }
        if (signature.relation()) {
            return "target must not be a relation";
        }
        return signature.result() == null ? "target must not be a void function" : null;
    }

    private @Nullable Replacement function(With with, Callee target, int arity, Before before) {
        Callee replacement = functionNamed(with.value());
        if (replacement == null) {
            return new Replacement.OfFunctionByValue(with.span(), target, value(with.value(), before));
        }
        int given = terms.calls().arity(replacement);
        if (given != arity) {
            context.error(
                    DiagnosticCode.TYPE,
                    with.span(),
                    "`" + target.name() + "`: arity mismatch",
                    "`" + replacement.name() + "` takes " + given + ", not " + arity
                            + (arity == 1 ? " argument" : " arguments"));
            return null;
        }
        if (replacement instanceof Callee.Builtin named
                && !terms.calls().checkImplemented(named.name(), with.value().span())) {
            return null;
        }
        return new Replacement.OfFunctionByFunction(with.span(), target, replacement);
    }

    /** The function that {@code value} names, or null where it is a value. */
    private @Nullable Callee functionNamed(Term value) {
        Var head = value instanceof Ref ref && ref.head() instanceof Var first
                ? first
                : value instanceof Var var ? var : null;
        if (head == null) {
            return null;
        }
        CheckedTerm root = terms.global(head);
        if (root == null) {
            String name = TermText.of(value);
            boolean variable = context.scope().declaration(head.name()) != null;
            boolean known =
                    !variable && context.program().builtins().signature(name).isPresent();
            return known ? new Callee.Builtin(name) : null;
        }
        List<RegoValue> path = constantPath(root, value);
        List<String> names = path == null ? null : Paths.strings(path);
        boolean function = path != null && context.program().rules().hasFunction(path);
        return function && names != null ? new Callee.Function(names) : null;
    }

    private static @Nullable List<RegoValue> constantPath(CheckedTerm root, Term value) {
        List<RegoValue> path = new ArrayList<>();
        if (root instanceof CheckedTerm.Reference reference && reference.head() instanceof CheckedTerm.Data) {
            reference.path().forEach(operand -> path.add(((CheckedTerm.Constant) operand).value()));
        } else if (!(root instanceof CheckedTerm.Data)) {
            return null;
        }
        if (value instanceof Ref ref) {
            for (Term operand : ref.path()) {
                if (!(operand instanceof Term.Scalar scalar)) {
                    return null;
                }
                path.add(scalar.value());
            }
        }
        return path;
    }

    private void invalid(With with) {
        String text = TermText.of(with.target());
        Span span = with.target().span();
        context.error(
                DiagnosticCode.TYPE,
                span,
                "with keyword target must reference existing `input`, `data`, or a function",
                "there is no function `" + text + "`");
    }
}
