package dev.writ.policy.check;

import dev.writ.policy.ast.Body;
import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Import;
import dev.writ.policy.ast.Literal;
import dev.writ.policy.ast.Term;
import dev.writ.policy.builtin.BuiltinRegistry;
import dev.writ.policy.builtin.BuiltinSignature;
import dev.writ.policy.source.Diagnostic;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Resolves queries. */
final class QueryResolver {
    private final RuleContext context;
    private final LocalVars locals;
    private final StatementResolver statements;
    private final boolean valuesMustHold;
    private final CheckedProgram program;
    private final List<CheckedStatement> out = new ArrayList<>();
    private final List<CheckedQuery.Expression> expressions = new ArrayList<>();

    private QueryResolver(RuleContext context, LocalVars locals, boolean valuesMustHold, CheckedProgram program) {
        this.context = context;
        this.locals = locals;
        this.statements = new StatementResolver(context);
        this.valuesMustHold = valuesMustHold;
        this.program = program;
    }

    static Checked<CheckedQuery> resolve(
            BuiltinRegistry builtins,
            CheckOptions options,
            CheckedProgram program,
            Body query,
            List<String> packageNames,
            List<Import> imports) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        LocalVars locals = new LocalVars();
        LocalScope scope = new LocalScope(locals);
        scope.enterNames(DeclaredNames.in(query));
        ModuleScope module = ModuleScope.ofQuery(packageNames, ruleNames(program, packageNames), imports);
        RuleContext.Program rules =
                new RuleContext.Program(RuleLookup.of(program), builtins, options, RuleMetadata.NONE);
        RuleContext context =
                new RuleContext(rules, module, scope, new Marks(false), diagnostics, diagnostics, "", null);
        boolean several = query.literals().size() > 1 || Iteration.in(query, builtins);
        return new QueryResolver(context, locals, several, program).resolve(query);
    }

    private static Set<String> ruleNames(CheckedProgram program, List<String> packageNames) {
        Set<String> names = new LinkedHashSet<>();
        if (!packageNames.isEmpty()) {
            program.modules().stream()
                    .filter(module -> module.packageDecl().names().equals(packageNames))
                    .flatMap(module -> module.rules().stream())
                    .forEach(rule -> names.add(rule.head().name()));
        }
        return names;
    }

    private Checked<CheckedQuery> resolve(Body query) {
        query.literals().forEach(this::literal);
        if (valuesMustHold) {
            for (CheckedQuery.Expression expression : expressions) {
                LocalVar value = expression.value();
                if (value != null) {
                    CheckedTerm.Local local = new CheckedTerm.Local(expression.span(), value);
                    out.add(new CheckedStatement.Holds(expression.span(), local));
                }
            }
        }
        UnusedVariables.report(context, query, context.scope().current(), out, List.of());
        new Dependencies(context).branch(out, List.of());
        if (hasErrors()) {
            return new Checked<>(null, context.diagnostics());
        }
        BodyOrder order = new BodyOrder(context.marks(), new UnsafeVariables(context, locals));
        List<LocalVar> bindings = bindings(order);
        CheckedBody body = new CheckedBody(query.span(), order.order(out, new BitSet()));
        if (!hasErrors()) {
            new TypeChecker(context.program().builtins(), program.types(), program.dependents(), context.diagnostics())
                    .query(body.statements(), context.marks());
        }
        return new Checked<>(
                hasErrors() ? null : new CheckedQuery(body, bindings, inOrderOf(body), locals.count()),
                context.diagnostics());
    }

    /** The expressions in the order in which the statements are run, which OPA shows them in. */
    private List<CheckedQuery.Expression> inOrderOf(CheckedBody body) {
        Map<Object, Integer> places = new HashMap<>();
        List<CheckedStatement> statements = body.statements();
        for (int i = 0; i < statements.size(); i++) {
            places.putIfAbsent(statements.get(i).span(), i);
            LocalVar receiver = receiver(statements.get(i));
            if (receiver != null) {
                places.putIfAbsent(receiver, i);
            }
        }
        List<CheckedQuery.Expression> ordered = new ArrayList<>(expressions);
        if (ordered.stream().allMatch(expression -> places.containsKey(key(expression)))) {
            ordered.sort(Comparator.comparing(expression -> places.getOrDefault(key(expression), 0)));
        }
        return ordered;
    }

    /** What tells the statement of an expression: the variable that gets its value, or its place where none does. */
    private static Object key(CheckedQuery.Expression expression) {
        LocalVar value = expression.value();
        return value == null ? expression.span() : value;
    }

    private static @Nullable LocalVar receiver(CheckedStatement statement) {
        return switch (statement) {
            case CheckedStatement.Unify s -> s.left() instanceof CheckedTerm.Local local ? local.var() : null;
            case CheckedStatement.With s -> receiver(s.statements().getLast());
            case CheckedStatement.Holds s -> null;
            case CheckedStatement.Call s -> null;
            case CheckedStatement.Not s -> null;
            case CheckedStatement.Every s -> null;
            case CheckedStatement.And s -> null;
            case CheckedStatement.Or s -> null;
            case CheckedStatement.Print s -> null;
        };
    }

    private boolean hasErrors() {
        return context.diagnostics().stream().anyMatch(Diagnostic::isError);
    }

    private void literal(Literal literal) {
        if (literal.expr() instanceof Expr.SomeDecl) {
            statements.literal(literal, out);
        } else if (literal.expr() instanceof Expr.TermExpr expr && hasValue(expr.term())) {
            CheckedTerm.Local value = new CheckedTerm.Local(literal.span(), locals.made());
            statements.captured(literal, expr.term(), value, out);
            expressions.add(
                    new CheckedQuery.Expression(literal.span(), literal.span().text(), value.var()));
        } else {
            statements.literal(literal, out);
            expressions.add(
                    new CheckedQuery.Expression(literal.span(), literal.span().text(), null));
        }
    }

    /** False for calls without a value, and for those that say where their value goes. */
    private boolean hasValue(Term term) {
        if (!(term instanceof Term.Call call)) {
            return true;
        }
        BuiltinSignature signature = context.program()
                .builtins()
                .signature(call.function().toString())
                .orElse(null);
        return signature == null || (signature.result() != null && call.args().size() <= signature.arity());
    }

    /** The named variables of the query, not those of bodies in it, in the order of the text. */
    private List<LocalVar> bindings(BodyOrder order) {
        BitSet shared = order.shared(out);
        Map<Integer, LocalVar> found = new LinkedHashMap<>();
        for (CheckedStatement statement : out) {
            Variables.everywhere(statement, local -> {
                if (local.var().isNamed() && shared.get(local.var().id())) {
                    found.putIfAbsent(local.var().id(), local.var());
                }
            });
        }
        return List.copyOf(found.values());
    }
}
