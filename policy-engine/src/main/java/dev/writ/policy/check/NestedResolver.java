package dev.writ.policy.check;

import dev.writ.policy.ast.Body;
import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.TemplatePart;
import dev.writ.policy.ast.Term;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Resolves terms with bodies of their own: comprehensions, template strings, and the operands of {@code print}. */
final class NestedResolver {
    private final RuleContext context;
    private final TermResolver terms;
    private final StatementResolver statements;

    NestedResolver(RuleContext context, TermResolver terms, StatementResolver statements) {
        this.context = context;
        this.terms = terms;
        this.statements = statements;
    }

    CheckedTerm comprehension(Span span, CheckedTerm.Kind kind, @Nullable Term key, Term element, Body body) {
        LocalScope scope = context.scope();
        scope.enterNames(DeclaredNames.in(body));
        scope.enter();
        List<CheckedStatement> out = new ArrayList<>();
        statements.body(body, out);
        CheckedTerm checkedKey = key == null ? null : evaluated(terms.resolve(key, out), out);
        CheckedTerm checkedElement = evaluated(terms.resolve(element, out), out);
        List<CheckedTerm> uses = new ArrayList<>();
        uses.add(checkedElement);
        if (checkedKey != null) {
            uses.add(checkedKey);
        }
        UnusedVariables.report(context, body, scope.current(), out, uses);
        scope.leave();
        scope.leaveNames();
        return new CheckedTerm.Comprehension(span, kind, checkedKey, checkedElement, new CheckedBody(body.span(), out));
    }

    /** {@code term}, or a variable with its value where it has to be evaluated, so that the body orders it. */
    CheckedTerm evaluated(CheckedTerm term, List<CheckedStatement> out) {
        return TermFacts.needsEvaluation(term) ? terms.captured(term, out) : term;
    }

    CheckedTerm template(Term.TemplateString template) {
        if (context.program().builtins().signature("internal.template_string").isEmpty()) {
            context.error(
                    DiagnosticCode.COMPILE,
                    template.span(),
                    "template-strings are not supported",
                    "the capabilities do not have `internal.template_string`");
        }
        List<CheckedTerm.Part> parts = new ArrayList<>();
        for (TemplatePart part : template.parts()) {
            switch (part) {
                case TemplatePart.Text text -> parts.add(new CheckedTerm.Part.Text(text.text()));
                case TemplatePart.Hole hole -> hole(hole, parts);
            }
        }
        return new CheckedTerm.Template(template.span(), parts);
    }

    private void hole(TemplatePart.Hole hole, List<CheckedTerm.Part> parts) {
        if (!(hole.literal().expr() instanceof Expr.TermExpr expr)) {
            context.error(
                    DiagnosticCode.COMPILE,
                    hole.literal().span(),
                    "only a term can be used in a template string",
                    "give the value to a variable first");
            return;
        }
        if (expr.term() instanceof Term.Call call && isRelation(call)) {
            context.error(
                    DiagnosticCode.COMPILE,
                    call.span(),
                    "illegal call to relation built-in '`" + call.function() + "`' that may cause multiple outputs",
                    "collect its values with a comprehension first");
            return;
        }
        List<CheckedStatement> out = new ArrayList<>();
        CheckedTerm element;
        if (hole.literal().withs().isEmpty()) {
            element = terms.resolve(expr.term(), out);
        } else {
            CheckedTerm.Local value =
                    new CheckedTerm.Local(expr.span(), context.scope().made());
            statements.captured(hole.literal(), expr.term(), value, out);
            element = value;
        }
        parts.add(new CheckedTerm.Part.Hole(
                hole.literal().span(), element, new CheckedBody(hole.literal().span(), out)));
    }

    private boolean isRelation(Term.Call call) {
        return context.program()
                .builtins()
                .signature(call.function().toString())
                .filter(signature -> signature.relation())
                .isPresent();
    }

    /** An operand of {@code print}: shown even where it is undefined. */
    CheckedTerm.Part operand(Term term) {
        List<CheckedStatement> out = new ArrayList<>();
        CheckedTerm element = terms.resolve(term, out);
        return new CheckedTerm.Part.Hole(term.span(), element, new CheckedBody(term.span(), out));
    }
}
