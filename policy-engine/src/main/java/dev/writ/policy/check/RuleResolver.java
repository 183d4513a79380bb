package dev.writ.policy.check;

import dev.writ.policy.ast.Body;
import dev.writ.policy.ast.ElseBranch;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoBoolean;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Resolves one rule with its else branches. */
final class RuleResolver {
    private final RuleHeader header;
    private final RuleContext.Program program;
    private final List<Diagnostic> diagnostics;
    private final List<Diagnostic> remarks;
    private final LocalVars locals = new LocalVars();
    private final Marks marks = new Marks(true);
    private final List<Draft> drafts = new ArrayList<>();
    private final List<Dependency> dependencies = new ArrayList<>();

    /**
     * A branch whose statements are not ordered yet.
     *
     * @param params null where the rule is no function
     */
    private record Draft(
            Span span,
            RuleContext context,
            @Nullable List<CheckedTerm> params,
            List<CheckedStatement> statements,
            List<CheckedTerm> path,
            CheckedTerm value,
            Span bodySpan) {}

    private RuleResolver(
            RuleHeader header, RuleContext.Program program, List<Diagnostic> diagnostics, List<Diagnostic> remarks) {
        this.header = header;
        this.program = program;
        this.diagnostics = diagnostics;
        this.remarks = remarks;
    }

    /**
     * The rule, or null where it has errors, which are added to {@code diagnostics}. Those that leave its meaning clear are added
     * to {@code remarks}.
     */
    static @Nullable ResolvedRule resolve(
            RuleHeader header, RuleContext.Program program, List<Diagnostic> diagnostics, List<Diagnostic> remarks) {
        List<Diagnostic> own = new ArrayList<>();
        ResolvedRule resolved = new RuleResolver(header, program, own, remarks).resolve();
        diagnostics.addAll(own);
        return resolved;
    }

    private @Nullable ResolvedRule resolve() {
        Rule rule = header.rule();
        Arguments arguments = new Arguments(header, locals, context(new LocalScope(locals), rule.span()));
        arguments.declare();
        drafts.add(draft(
                rule.span(),
                arguments,
                rule.body(),
                rule.head().key(),
                rule.head().value()));
        for (ElseBranch branch : rule.elses()) {
            drafts.add(draft(branch.span(), arguments, branch.body(), null, branch.value()));
        }
        if (program.options().strict()) {
            arguments.reportUnused(drafts.stream().map(Draft::context).toList());
        }
        if (hasErrors()) {
            return null;
        }
        List<CheckedRule.Branch> branches = ordered();
        if (hasErrors()) {
            return null;
        }
        Draft first = drafts.getFirst();
        CheckedRule checked = new CheckedRule(
                rule,
                header.path(),
                first.path(),
                header.kind(),
                rule.isDefault(),
                first.params(),
                branches,
                locals.count());
        return new ResolvedRule(header, checked, dependencies, marks);
    }

    private boolean hasErrors() {
        return diagnostics.stream().anyMatch(Diagnostic::isError);
    }

    private RuleContext context(LocalScope scope, Span branch) {
        String inRule =
                header.scope().isShared(branch.line()) ? " in rule `" + SharedLines.name(header.rule()) + "`" : "";
        RuleHeader described = branch.equals(header.span()) ? header : header.withoutAnnotations();
        return new RuleContext(program, header.scope(), scope, marks, diagnostics, remarks, inRule, described);
    }

    private Draft draft(Span span, Arguments arguments, Body body, @Nullable Term key, @Nullable Term value) {
        RuleContext context = context(arguments.scopeForBranch(DeclaredNames.in(body)), span);
        StatementResolver statements = new StatementResolver(context);
        TermResolver terms = statements.terms();
        List<CheckedStatement> out = new ArrayList<>();
        statements.body(body, out);
        List<CheckedTerm> params = arguments.patterns(terms, out);
        List<CheckedTerm> path = drafts.isEmpty() ? path(terms, out) : List.of();
        CheckedTerm result = result(key == null ? value : key, terms, out);
        Dependencies read = new Dependencies(context);
        List<CheckedTerm> head = new ArrayList<>(path);
        head.add(result);
        read.branch(out, head);
        dependencies.addAll(read.found());
        UnusedVariables.report(context, body, context.scope().current(), out, head);
        return new Draft(span, context, params, out, path, result, body.span());
    }

    private List<CheckedTerm> path(TermResolver terms, List<CheckedStatement> out) {
        List<CheckedTerm> path = new ArrayList<>();
        for (Term operand : header.tail()) {
            CheckedTerm resolved = terms.resolve(operand, out);
            boolean simple = resolved instanceof CheckedTerm.Local || resolved instanceof CheckedTerm.Constant;
            path.add(simple ? resolved : terms.captured(resolved, out));
        }
        return path;
    }

    private CheckedTerm result(@Nullable Term value, TermResolver terms, List<CheckedStatement> out) {
        if (value == null) {
            return new CheckedTerm.Constant(header.head().span(), RegoBoolean.TRUE);
        }
        return terms.nested().evaluated(terms.resolve(value, out), out);
    }

    private List<CheckedRule.Branch> ordered() {
        List<CheckedRule.Branch> branches = new ArrayList<>();
        for (Draft draft : drafts) {
            BitSet known = new BitSet();
            List<CheckedTerm> params = draft.params();
            if (params != null) {
                params.forEach(param -> Outputs.matchable(param, known));
            }
            UnsafeVariables unsafe = new UnsafeVariables(draft.context(), locals);
            BodyOrder order = new BodyOrder(marks, unsafe);
            BitSet given = order.shared(draft.statements());
            given.or(known);
            draft.path().forEach(key -> unsafe.head(key, given));
            unsafe.head(draft.value(), given);
            List<CheckedStatement> statements = order.order(draft.statements(), known);
            branches.add(
                    new CheckedRule.Branch(draft.span(), new CheckedBody(draft.bodySpan(), statements), draft.value()));
        }
        return branches;
    }
}
