package dev.writ.policy.check;

import dev.writ.policy.ast.Body;
import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Literal;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.ast.With;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** Resolves bodies to statements, in the order of the text. */
final class StatementResolver {
    private final RuleContext context;
    private final LocalScope scope;
    private final TermResolver terms;
    private final Assignments assignments;
    private final WithResolver withs;

    StatementResolver(RuleContext context) {
        this.context = context;
        this.scope = context.scope();
        this.terms = new TermResolver(context, this);
        this.assignments = new Assignments(context, terms);
        this.withs = new WithResolver(context, terms);
    }

    TermResolver terms() {
        return terms;
    }

    /** The statements of {@code body}; its declarations belong to the scope that is open. */
    void body(Body body, List<CheckedStatement> out) {
        if (body.generated()) {
            return;
        }
        for (Literal literal : body.literals()) {
            literal(literal, out);
        }
    }

    void literal(Literal literal, List<CheckedStatement> out) {
        if (literal.withs().isEmpty()) {
            expr(literal.expr(), literal.span(), out);
            return;
        }
        List<Replacement> replacements = withs.resolve(modifiers(literal), out);
        List<CheckedStatement> inner = new ArrayList<>();
        expr(literal.expr(), literal.span(), inner);
        wrap(replacements, inner, out);
    }

    /** The value of {@code term} under the modifiers of {@code literal}, in {@code value}. */
    void captured(Literal literal, Term term, CheckedTerm.Local value, List<CheckedStatement> out) {
        List<Replacement> replacements = withs.resolve(literal.withs(), out);
        List<CheckedStatement> inner = new ArrayList<>();
        CheckedTerm resolved = terms.resolve(term, inner);
        inner.add(new CheckedStatement.Unify(term.span(), value, resolved));
        wrap(replacements, inner, out);
    }

    /** A call of {@code print} prints, whatever should stand for {@code print} in it. */
    private static List<With> modifiers(Literal literal) {
        boolean prints = literal.expr() instanceof Expr.TermExpr expr
                && expr.term() instanceof Term.Call call
                && call.function().toString().equals("print");
        return literal.withs().stream()
                .filter(with -> !(prints
                        && with.target() instanceof Var var
                        && var.name().equals("print")))
                .toList();
    }

    /** Each statement gets the modifiers, so that they can be ordered one by one. */
    void wrap(List<Replacement> replacements, List<CheckedStatement> inner, List<CheckedStatement> out) {
        List<Replacement> shared = List.copyOf(replacements);
        for (CheckedStatement statement : inner) {
            out.add(
                    shared.isEmpty()
                            ? statement
                            : new CheckedStatement.With(statement.span(), shared, List.of(statement)));
        }
    }

    private void expr(Expr expr, Span span, List<CheckedStatement> out) {
        switch (expr) {
            case Expr.TermExpr e -> out.addAll(statement(e.term(), span));
            case Expr.Unify e -> {
                CheckedTerm left = terms.resolve(e.left(), out);
                CheckedTerm right = terms.resolve(e.right(), out);
                out.add(
                        terms.isRedefined("eq")
                                ? redefined(span, e.operator(), "eq", left, right)
                                : new CheckedStatement.Unify(span, left, right));
            }
            case Expr.Assign e -> {
                if (context.scope().declaration("assign") == null && terms.isRedefined("assign")) {
                    CheckedTerm left = terms.resolve(e.target(), out);
                    out.add(redefined(span, e.operator(), "assign", left, terms.resolve(e.value(), out)));
                } else {
                    assignments.assign(span, e.target(), e.value(), out);
                }
            }
            case Expr.SomeDecl e -> e.vars().forEach(var -> assignments.declare(var, span));
            case Expr.SomeIn e -> someIn(e, span, out);
            case Expr.Every e -> every(e, span, out);
            case Expr.Not e -> negation(e, span, out);
            case Expr.Logical e -> logical(e, span, out);
        }
    }

    private CheckedStatement redefined(Span span, Span operator, String name, CheckedTerm left, CheckedTerm right) {
        return terms.operation(
                span, TermResolver.operator(operator, name), List.of(left, right), CallResolver.Use.STATEMENT);
    }

    /** A term as a statement, after the calls in it. */
    private List<CheckedStatement> statement(Term term, Span span) {
        List<CheckedStatement> out = new ArrayList<>();
        switch (term) {
            case Term.Call call -> call(call, span, out);
            case Term.Infix infix -> out.add(at(span, terms.infix(infix, CallResolver.Use.STATEMENT, out)));
            case Term.Membership membership ->
                out.add(at(span, terms.membership(membership, CallResolver.Use.STATEMENT, out)));
            case Var t -> holds(t, span, out);
            case Ref t -> holds(t, span, out);
            case Term.Scalar t -> holds(t, span, out);
            case Term.TemplateString t -> holds(t, span, out);
            case Term.ArrayLiteral t -> holds(t, span, out);
            case Term.SetLiteral t -> holds(t, span, out);
            case Term.ObjectLiteral t -> holds(t, span, out);
            case Term.ArrayComprehension t -> holds(t, span, out);
            case Term.SetComprehension t -> holds(t, span, out);
            case Term.ObjectComprehension t -> holds(t, span, out);
            case Term.Negative t -> holds(t, span, out);
        }
        return out;
    }

    private void holds(Term term, Span span, List<CheckedStatement> out) {
        CheckedTerm resolved = terms.resolve(term, out);
        out.add(new CheckedStatement.Holds(span, resolved));
    }

    private static CheckedStatement at(Span span, CheckedStatement.Call call) {
        return new CheckedStatement.Call(span, call.callee(), call.args(), call.output());
    }

    private void call(Term.Call call, Span span, List<CheckedStatement> out) {
        Callee callee = terms.calls().resolve(call.function(), call.args().size(), span, CallResolver.Use.STATEMENT);
        if (callee == null) {
            terms.resolve(call.args(), out);
            return;
        }
        if (callee instanceof Callee.Builtin builtin && isStatementName(builtin, call)) {
            special(builtin, call, span, out);
            return;
        }
        RegoValue metadata = terms.calls().metadata(call);
        if (metadata != null) {
            metadata(new CheckedTerm.Constant(call.span(), metadata), call, span, out);
            return;
        }
        List<CheckedTerm> args = terms.resolve(call.args(), out);
        int arity = terms.calls().arity(callee);
        if (args.size() > arity) {
            out.add(new CheckedStatement.Call(span, callee, args.subList(0, arity), args.getLast()));
        } else {
            out.add(new CheckedStatement.Call(span, callee, args, null));
        }
    }

    private void metadata(CheckedTerm value, Term.Call call, Span span, List<CheckedStatement> out) {
        if (call.args().isEmpty()) {
            out.add(new CheckedStatement.Holds(span, value));
        } else {
            out.add(new CheckedStatement.Unify(span, terms.resolve(call.args().getFirst(), out), value));
        }
    }

    private static boolean isStatementName(Callee.Builtin builtin, Term.Call call) {
        return builtin.name().equals("print")
                || (call.args().size() == 2
                        && (builtin.name().equals("eq") || builtin.name().equals("assign")));
    }

    private void special(Callee.Builtin builtin, Term.Call call, Span span, List<CheckedStatement> out) {
        switch (builtin.name()) {
            case "print" -> {
                List<CheckedTerm.Part> operands =
                        call.args().stream().map(terms.nested()::operand).toList();
                out.add(new CheckedStatement.Print(span, operands));
            }
            case "eq" -> {
                List<CheckedTerm> sides = terms.resolve(call.args(), out);
                out.add(new CheckedStatement.Unify(span, sides.getFirst(), sides.getLast()));
            }
            default ->
                assignments.assign(span, call.args().getFirst(), call.args().getLast(), out);
        }
    }

    /** What stands in the collection, in a comprehension too, is not declared: it is the name that it was before. */
    private void someIn(Expr.SomeIn some, Span span, List<CheckedStatement> out) {
        Term key = some.key();
        NavigableSet<String> bound = new TreeSet<>(NamesIn.matchable(some.value()));
        if (key != null) {
            bound.addAll(NamesIn.matchable(key));
        }
        bound.retainAll(NamesIn.all(some.collection()));
        bound.remove(Var.WILDCARD);
        if (!bound.isEmpty()) {
            context.error(
                    DiagnosticCode.COMPILE,
                    span,
                    "var `" + bound.first() + "` assigned before",
                    "this `some` declares it, and iterates over what uses it: give one of them another name");
            return;
        }
        declared(some).forEach(name -> assignments.declare(new Var(span, name), span));
        CheckedTerm value = terms.resolve(some.value(), out);
        CheckedTerm operand = key == null ? new CheckedTerm.Local(span, scope.wildcard()) : terms.resolve(key, out);
        CheckedTerm collection = terms.subject(some.collection(), out);
        out.add(new CheckedStatement.Unify(span, value, terms.extend(span, collection, List.of(operand))));
    }

    /** The names that {@code some} gives values to. */
    private static Set<String> declared(Expr.SomeIn some) {
        Set<String> given = NamesIn.everywhere(some.collection());
        Set<String> declared = new TreeSet<>();
        Term value = some.value();
        if (value instanceof Var || value instanceof Term.ArrayLiteral || value instanceof Term.ObjectLiteral) {
            declared.addAll(NamesIn.matchable(value));
        }
        Term key = some.key();
        if (key != null) {
            declared.addAll(NamesIn.operands(key));
        }
        declared.removeAll(given);
        declared.remove(Var.WILDCARD);
        return declared;
    }

    private void every(Expr.Every every, Span span, List<CheckedStatement> out) {
        Var key = every.key();
        Set<String> names = new TreeSet<>();
        names.add(every.value().name());
        if (key != null) {
            names.add(key.name());
        }
        scope.enterNames(names);
        CheckedTerm domain = terms.resolve(every.domain(), out);
        CheckedTerm.Local collection = terms.captured(domain, out);
        scope.enterAhead();
        LocalVar keyVar = key == null ? null : assignments.declare(key, span);
        LocalVar valueVar = assignments.declare(every.value(), span);
        List<CheckedStatement> inner = new ArrayList<>();
        body(every.body(), inner);
        UnusedVariables.report(context, every.body(), scope.current(), inner, List.of());
        scope.leaveStatement();
        scope.leaveNames();
        out.add(new CheckedStatement.Every(
                span, keyVar, valueVar, collection, new CheckedBody(every.body().span(), inner)));
    }

    private void negation(Expr.Not not, Span span, List<CheckedStatement> out) {
        Literal first = not.body().literals().getFirst();
        if (not.form() != Expr.NotForm.BLOCK && first.expr() instanceof Expr.Assign) {
            refuseAssignment(span, "negated expression");
            return;
        }
        if (not.form() == Expr.NotForm.PLAIN) {
            plainNegation(first, span, out);
            return;
        }
        Expr.Operand operand = new Expr.Operand(not.body(), not.form() == Expr.NotForm.BLOCK);
        CheckedBody body = operand.explicit() ? negated(not.body()) : operand(operand, "negated expression");
        out.add(new CheckedStatement.Not(span, body));
    }

    /** The calls in the operand happen before the negation; without a value there, the whole has no solution. */
    private void plainNegation(Literal literal, Span span, List<CheckedStatement> out) {
        List<CheckedStatement> inner = new ArrayList<>();
        expr(literal.expr(), literal.span(), inner);
        if (inner.isEmpty()) {
            return;
        }
        out.addAll(inner.subList(0, inner.size() - 1));
        if (inner.getLast() instanceof CheckedStatement.Print print) {
            // A `print` has no truth that could be negated: it prints, as in OPA.
            out.add(print);
            return;
        }
        CheckedBody body = new CheckedBody(literal.span(), List.of(inner.getLast()));
        out.add(context.marks()
                .plain(new CheckedStatement.Not(span, context.marks().implicit(body))));
    }

    private void logical(Expr.Logical logical, Span span, List<CheckedStatement> out) {
        String place = "implicit " + logical.operator().keyword() + " operand";
        CheckedBody left = operand(logical.left(), place);
        CheckedBody right = operand(logical.right(), place);
        out.add(
                switch (logical.operator()) {
                    case AND -> new CheckedStatement.And(span, left, right);
                    case OR -> new CheckedStatement.Or(span, left, right);
                });
    }

    private CheckedBody negated(Body body) {
        scope.enterAhead();
        CheckedBody negated = entered(body);
        scope.leaveStatement();
        return negated;
    }

    /** A body with a scope of its own, which is open and stays so. */
    private CheckedBody entered(Body body) {
        List<CheckedStatement> inner = new ArrayList<>();
        body(body, inner);
        UnusedVariables.report(context, body, scope.current(), inner, List.of());
        return new CheckedBody(body.span(), inner);
    }

    private CheckedBody operand(Expr.Operand operand, String place) {
        List<CheckedStatement> inner = new ArrayList<>();
        Span span = operand.body().span();
        if (operand.explicit()) {
            scope.enter();
            CheckedBody entered = entered(operand.body());
            scope.leaveOperand();
            return entered;
        }
        for (Literal literal : operand.body().literals()) {
            if (literal.expr() instanceof Expr.Assign) {
                refuseAssignment(literal.span(), place);
            } else {
                literal(literal, inner);
            }
        }
        return context.marks().implicit(new CheckedBody(span, inner));
    }

    private void refuseAssignment(Span span, String place) {
        context.error(
                DiagnosticCode.COMPILE,
                span,
                "cannot assign vars inside " + place,
                "compare with `==`, or assign before");
    }
}
