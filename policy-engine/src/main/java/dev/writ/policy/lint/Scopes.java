package dev.writ.policy.lint;

import dev.writ.policy.ast.AstNode;
import dev.writ.policy.ast.Body;
import dev.writ.policy.ast.BodyForm;
import dev.writ.policy.ast.ElseBranch;
import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Head;
import dev.writ.policy.ast.Import;
import dev.writ.policy.ast.Literal;
import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.ObjectEntry;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.TemplatePart;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.ast.With;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Resolves the names of one module: what is declared in a body is seen in it and in what is nested in it. */
final class Scopes {
    private final Set<String> imports = new HashSet<>();
    private final Set<String> rules;
    private final Predicate<String> builtin;
    private final Map<String, Binding> globals = new HashMap<>();
    private final IdentityHashMap<Var, Binding> bindings = new IdentityHashMap<>();
    private final IdentityHashMap<Body, List<Binding>> locals = new IdentityHashMap<>();
    private final IdentityHashMap<Rule, List<Binding>> parameters = new IdentityHashMap<>();
    private final Binding wildcard = new Binding(Binding.Kind.WILDCARD, Var.WILDCARD);

    private record Frame(@Nullable Frame outer, Map<String, Binding> names) {
        static Frame in(@Nullable Frame outer) {
            return new Frame(outer, new LinkedHashMap<>());
        }

        @Nullable
        Binding find(String name) {
            for (Frame frame = this; frame != null; frame = frame.outer) {
                Binding found = frame.names.get(name);
                if (found != null) {
                    return found;
                }
            }
            return null;
        }

        Binding declare(Binding.Kind kind, Var var) {
            Binding binding = names.computeIfAbsent(var.name(), name -> new Binding(kind, name));
            binding.declaredAt(var);
            return binding;
        }
    }

    /**
     * Resolves a module.
     *
     * @param rules the rules of its package, in all modules
     * @param builtin whether a name is a built-in function, or the first part of the name of one
     */
    Scopes(Module module, Set<String> rules, Predicate<String> builtin) {
        this.rules = rules;
        this.builtin = builtin;
        module.imports().stream()
                .filter(imported -> !imported.isLanguage())
                .map(Import::name)
                .forEach(imports::add);
        Frame chain = Frame.in(null);
        for (Rule rule : module.rules()) {
            if (rule.form() != BodyForm.CHAINED) {
                chain = Frame.in(null);
                declareAll(
                        Binding.Kind.PARAMETER,
                        Objects.requireNonNullElse(rule.head().args(), List.of()),
                        chain);
            }
            rule(rule, chain);
        }
    }

    /** What a name is. */
    Binding of(Var var) {
        Binding found = bindings.get(var);
        return found == null ? global(var.name()) : found;
    }

    /** The variables that a body declares or, undeclared, gives values to. */
    List<Binding> locals(Body body) {
        return locals.getOrDefault(body, List.of());
    }

    /** The parameters of a function. */
    List<Binding> parameters(Rule rule) {
        return parameters.getOrDefault(rule, List.of());
    }

    private void rule(Rule rule, Frame outer) {
        parameters.put(rule, List.copyOf(outer.names().values()));
        Head head = rule.head();
        List<AstNode> results = new ArrayList<>(head.ref().subList(1, head.ref().size()));
        if (head.key() != null) {
            results.add(head.key());
        }
        if (head.value() != null && !head.isValueGenerated()) {
            results.add(head.value());
        }
        if (head.args() != null) {
            head.args().forEach(argument -> uses(argument, outer));
        }
        body(rule.body(), outer, results);
        for (ElseBranch branch : rule.elses()) {
            body(branch.body(), outer, branch.value() == null ? List.of() : List.of(branch.value()));
        }
    }

    /** A body, and what is evaluated for each of its solutions. */
    private void body(Body body, Frame outer, List<? extends AstNode> results) {
        Frame frame = Frame.in(outer);
        body.literals().forEach(literal -> declarations(literal.expr(), frame));
        body.literals().forEach(literal -> undeclared(literal, frame));
        results.forEach(result -> undeclared(result, frame));
        body.literals().forEach(literal -> uses(literal, frame));
        results.forEach(result -> uses(result, frame));
        locals.put(body, List.copyOf(frame.names().values()));
    }

    private void declarations(Expr expr, Frame frame) {
        switch (expr) {
            case Expr.Assign e -> declareAll(Binding.Kind.ASSIGNED, List.of(e.target()), frame);
            case Expr.SomeDecl e -> declareAll(Binding.Kind.SOME, e.vars(), frame);
            case Expr.SomeIn e -> {
                Term key = e.key();
                declareAll(Binding.Kind.SOME_IN, key == null ? List.of(e.value()) : List.of(key, e.value()), frame);
            }
            case Expr.Every e -> {}
            case Expr.Not e -> {
                if (e.form() == Expr.NotForm.PLAIN) {
                    e.body().literals().forEach(literal -> declarations(literal.expr(), frame));
                }
            }
            case Expr.TermExpr e -> {}
            case Expr.Unify e -> {}
            case Expr.Logical e -> {}
        }
    }

    /** Declares the variables of patterns: those that stand for themselves, in arrays, or as values of objects. */
    private void declareAll(Binding.Kind kind, List<? extends Term> patterns, Frame frame) {
        for (Term pattern : patterns) {
            if (pattern instanceof Var var) {
                bindings.put(var, var.isWildcard() ? wildcard : frame.declare(kind, var));
            } else if (pattern instanceof Term.ArrayLiteral array) {
                declareAll(kind, array.elements(), frame);
            } else if (pattern instanceof Term.ObjectLiteral object) {
                declareAll(
                        kind, object.entries().stream().map(ObjectEntry::value).toList(), frame);
            }
        }
    }

    /** Variables of this body that nothing declares belong to it, and not to what is nested in it. */
    private void undeclared(AstNode node, Frame frame) {
        switch (node) {
            case Var var -> {
                if (!var.isWildcard() && frame.find(var.name()) == null && !isGlobal(var.name())) {
                    frame.names().put(var.name(), new Binding(Binding.Kind.UNDECLARED, var.name()));
                }
            }
            case Term.ArrayComprehension t -> {}
            case Term.SetComprehension t -> {}
            case Term.ObjectComprehension t -> {}
            case Expr.Every every -> undeclared(every.domain(), frame);
            case Expr.Not not when not.form() != Expr.NotForm.PLAIN -> {}
            case Expr.Logical logical -> {}
            case Term.Call call -> {
                call.function().path().forEach(operand -> undeclared(operand, frame));
                call.args().forEach(argument -> undeclared(argument, frame));
            }
            case With with -> undeclared(with.value(), frame);
            default -> Children.each(node, child -> undeclared(child, frame));
        }
    }

    private void uses(AstNode node, Frame frame) {
        switch (node) {
            case Var var -> use(var, frame);
            case Term.ArrayComprehension t -> body(t.body(), frame, List.of(t.element()));
            case Term.SetComprehension t -> body(t.body(), frame, List.of(t.element()));
            case Term.ObjectComprehension t -> body(t.body(), frame, List.of(t.key(), t.value()));
            case Expr.Every every -> every(every, frame);
            case Expr.Not not when not.form() != Expr.NotForm.PLAIN -> body(not.body(), frame, List.of());
            case Expr.Logical logical -> {
                body(logical.left().body(), frame, List.of());
                body(logical.right().body(), frame, List.of());
            }
            case Literal literal -> Children.each(literal, child -> uses(child, frame));
            case TemplatePart.Hole hole -> uses(hole.literal(), frame);
            case Ref ref -> Children.each(ref, child -> uses(child, frame));
            default -> Children.each(node, child -> uses(child, frame));
        }
    }

    private void every(Expr.Every every, Frame frame) {
        uses(every.domain(), frame);
        Frame inner = Frame.in(frame);
        Var key = every.key();
        declareAll(Binding.Kind.EVERY, key == null ? List.of(every.value()) : List.of(key, every.value()), inner);
        body(every.body(), inner, List.of());
    }

    private void use(Var var, Frame frame) {
        if (var.isWildcard()) {
            bindings.put(var, wildcard);
            return;
        }
        Binding local = frame.find(var.name());
        Binding binding = local == null ? global(var.name()) : local;
        boolean declares = binding.declarations().stream().anyMatch(declared -> Terms.isOne(declared, var));
        bindings.put(var, binding);
        if (!declares) {
            binding.occursAt(var);
        }
    }

    private boolean isGlobal(String name) {
        return imports.contains(name) || rules.contains(name) || name.equals("input") || name.equals("data");
    }

    private Binding global(String name) {
        return globals.computeIfAbsent(name, key -> new Binding(globalKind(key), key));
    }

    private Binding.Kind globalKind(String name) {
        if (imports.contains(name)) {
            return Binding.Kind.IMPORT;
        }
        if (rules.contains(name)) {
            return Binding.Kind.RULE;
        }
        return switch (name) {
            case "input" -> Binding.Kind.INPUT;
            case "data" -> Binding.Kind.DATA;
            case Var.WILDCARD -> Binding.Kind.WILDCARD;
            default -> builtin.test(name) ? Binding.Kind.BUILTIN : Binding.Kind.UNDECLARED;
        };
    }
}
