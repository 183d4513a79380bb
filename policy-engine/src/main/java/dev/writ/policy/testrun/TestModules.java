package dev.writ.policy.testrun;

import dev.writ.policy.ast.Body;
import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Head;
import dev.writ.policy.ast.Literal;
import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.TemplatePart;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds the tests in modules and makes each a rule of its own: tests of one name get numbers ({@code test_a#01}), and
 * tests with cases tell which they enter.
 */
final class TestModules {

    private final Map<String, Integer> named = new HashMap<>();
    private final List<Module> modules = new ArrayList<>();
    private final List<TestRule> tests = new ArrayList<>();

    private TestModules() {}

    static TestModules of(List<Module> modules) {
        TestModules found = new TestModules();
        modules.forEach(found::module);
        return found;
    }

    /** The modules to run. */
    List<Module> modules() {
        return modules;
    }

    /** The tests in them, in the order of the modules and of their texts. */
    List<TestRule> tests() {
        return tests;
    }

    private void module(Module module) {
        List<Rule> rules =
                module.rules().stream().map(rule -> rule(module, rule)).toList();
        modules.add(new Module(
                module.span(),
                module.version(),
                module.packageDecl(),
                module.imports(),
                rules,
                module.annotations(),
                module.comments()));
    }

    private Rule rule(Module module, Rule rule) {
        int length = TestRule.nameLength(rule.head());
        if (length == 0) {
            return rule;
        }
        TestRule test = TestRule.of(module, rule, length);
        Rule own = test.isTodo() ? rule : withCases(numbered(test), length);
        tests.add(TestRule.of(module, own, length));
        return own;
    }

    private Rule numbered(TestRule test) {
        int before = named.merge(test.fullName(), 1, Integer::sum) - 1;
        if (before == 0) {
            return test.rule();
        }
        Head head = test.rule().head();
        List<Term> ref = new ArrayList<>(head.ref());
        int last = test.length() - 1;
        String suffix = String.format(Locale.ROOT, "#%02d", before);
        ref.set(last, suffixed(ref.get(last), suffix));
        return with(test.rule(), withRef(head, ref), test.rule().body());
    }

    private static Term suffixed(Term name, String suffix) {
        return name instanceof Var var
                ? new Var(var.span(), var.name() + suffix)
                : new Term.Scalar(name.span(), RegoString.of(TestRule.segment(name) + suffix));
    }

    private static Head withRef(Head head, List<Term> ref) {
        return new Head(
                head.span(), ref, head.args(), head.key(), head.value(), head.assign(), head.isValueGenerated());
    }

    private static Rule with(Rule rule, Head head, Body body) {
        return new Rule(rule.span(), rule.isDefault(), head, body, rule.elses(), rule.form(), rule.annotations());
    }

    /** A test whose name has operands after it says in its body which case it enters, as early as their variables are declared. */
    private static Rule withCases(Rule rule, int length) {
        List<Term> operands =
                rule.head().ref().subList(length, rule.head().ref().size());
        if (operands.isEmpty() || rule.head().isFunction() || rule.isDefault()) {
            return rule;
        }
        Set<String> needed = new HashSet<>();
        operands.forEach(operand -> names(operand, needed));
        List<Literal> literals = new ArrayList<>(rule.body().literals());
        int at = 0;
        for (int i = 0; i < literals.size(); i++) {
            Set<String> declared = new HashSet<>();
            declared(literals.get(i).expr(), declared);
            at = declared.stream().anyMatch(needed::contains) ? i + 1 : at;
        }
        literals.add(at, call(operands));
        Body body = new Body(rule.body().span(), literals, rule.body().generated());
        return with(rule, rule.head(), body);
    }

    private static Literal call(List<Term> operands) {
        Span span = operands.getFirst().span();
        Ref function = new Ref(
                span,
                new Var(span, "internal"),
                List.of(new Term.Scalar(span, RegoString.of(TestCases.FUNCTION.replaceFirst("^internal\\.", "")))));
        Term path = new Term.ArrayLiteral(span, operands);
        return new Literal(span, new Expr.TermExpr(span, new Term.Call(span, function, List.of(path))), List.of());
    }

    private static void declared(Expr expr, Set<String> names) {
        switch (expr) {
            case Expr.SomeDecl some -> some.vars().forEach(var -> names.add(var.name()));
            case Expr.SomeIn in -> {
                Term key = in.key();
                if (key != null) {
                    names(key, names);
                }
                names(in.value(), names);
            }
            case Expr.Assign assign -> names(assign.target(), names);
            case Expr.TermExpr ignored -> {}
            case Expr.Unify ignored -> {}
            case Expr.Every ignored -> {}
            case Expr.Not ignored -> {}
            case Expr.Logical ignored -> {}
        }
    }

    /** The variables of a term, but for those of comprehensions. */
    private static void names(Term term, Set<String> names) {
        switch (term) {
            case Var var -> names.add(var.name());
            case Ref ref -> {
                names(ref.head(), names);
                ref.path().forEach(operand -> names(operand, names));
            }
            case Term.ArrayLiteral t -> t.elements().forEach(element -> names(element, names));
            case Term.SetLiteral t -> t.elements().forEach(element -> names(element, names));
            case Term.ObjectLiteral t ->
                t.entries().forEach(entry -> {
                    names(entry.key(), names);
                    names(entry.value(), names);
                });
            case Term.Call t -> t.args().forEach(operand -> names(operand, names));
            case Term.Infix t -> {
                names(t.left(), names);
                names(t.right(), names);
            }
            case Term.Negative t -> names(t.operand(), names);
            case Term.Membership t -> names(t.value(), names);
            case Term.TemplateString t -> t.parts().forEach(part -> names(part, names));
            case Term.Scalar ignored -> {}
            case Term.ArrayComprehension ignored -> {}
            case Term.SetComprehension ignored -> {}
            case Term.ObjectComprehension ignored -> {}
        }
    }

    private static void names(TemplatePart part, Set<String> names) {
        if (part instanceof TemplatePart.Hole hole && hole.literal().expr() instanceof Expr.TermExpr expr) {
            names(expr.term(), names);
        }
    }
}
