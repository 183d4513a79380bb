package dev.writ.policy.fuzz;

import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.InfixOperator;
import dev.writ.policy.ast.Literal;
import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.parse.ParseOptions;
import dev.writ.policy.parse.RegoParser;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Variations of programs in which comprehensions stand elsewhere. */
final class Comprehensions {
    private final List<Span> found = new ArrayList<>();

    private Comprehensions() {}

    /** What stands in a text instead of a part of it. */
    private record Change(Span span, String text) {}

    /** The program with {@code [1 | true]} for each comprehension in a negation that stands in the body of a rule. */
    static FuzzProgram notInNegations(FuzzProgram program) {
        return changed(program, literal -> {
            Comprehensions comprehensions = new Comprehensions();
            if (literal.expr() instanceof Expr.Not not) {
                not.body().literals().forEach(inner -> comprehensions.expr(inner.expr()));
            }
            return comprehensions.found.stream()
                    .map(span -> new Change(span, "[1 | true]"))
                    .toList();
        });
    }

    /** The program with statements of their own for comprehensions that are a side of an equation, or looked into. */
    static FuzzProgram asStatements(FuzzProgram program) {
        return changed(program, literal -> switch (literal.expr()) {
            case Expr.Unify unify -> apart(literal, unify.left(), "=", unify.right());
            case Expr.TermExpr(Span ignored, Term.Infix infix)
            when infix.operator() == InfixOperator.EQUAL -> apart(literal, infix.left(), "=", infix.right());
            case Expr.TermExpr(Span ignored, Term.Membership in)
            when in.key() == null -> apart(literal, in.value(), "in", in.collection());
            default -> List.of();
        });
    }

    private static List<Change> apart(Literal literal, Term left, String operator, Term right) {
        String name = "apart" + literal.span().start();
        StringBuilder modifiers = new StringBuilder();
        literal.withs().forEach(with -> modifiers.append(' ').append(with.span().text()));
        boolean swapped = !isComprehension(right);
        Term computed = swapped ? left : right;
        if (!isComprehension(computed)) {
            return List.of();
        }
        String compared = swapped
                ? name + " " + operator + " " + right.span().text()
                : left.span().text() + " " + operator + " " + name;
        String text = name + " = " + computed.span().text() + modifiers + "; " + compared + modifiers;
        return List.of(new Change(literal.span(), text));
    }

    private static boolean isComprehension(Term term) {
        return term instanceof Term.ArrayComprehension
                || term instanceof Term.SetComprehension
                || term instanceof Term.ObjectComprehension;
    }

    private static FuzzProgram changed(FuzzProgram program, Function<Literal, List<Change>> changes) {
        List<List<String>> modules = new ArrayList<>();
        for (String text : program.texts()) {
            modules.add(List.of(changed(text, program, changes).split("\n")));
        }
        return program.withModules(modules);
    }

    private static String changed(String text, FuzzProgram program, Function<Literal, List<Change>> changes) {
        SourceFile file = new SourceFile("test.rego", text);
        Module module = RegoParser.module(file, ParseOptions.DEFAULT.withVersion(program.version()))
                .get();
        List<Change> all = new ArrayList<>();
        for (Rule rule : module.rules()) {
            rule.body().literals().forEach(literal -> all.addAll(changes.apply(literal)));
            rule.elses()
                    .forEach(branch -> branch.body().literals().forEach(literal -> all.addAll(changes.apply(literal))));
        }
        all.sort(Comparator.comparingInt((Change change) -> change.span().start())
                .reversed());
        StringBuilder changed = new StringBuilder(text);
        all.forEach(
                change -> changed.replace(change.span().start(), change.span().end(), change.text()));
        return changed.toString();
    }

    private void expr(Expr expr) {
        if (expr instanceof Expr.TermExpr only) {
            term(only.term());
        } else if (expr instanceof Expr.Unify unify) {
            term(unify.left());
            term(unify.right());
        }
    }

    private void term(Term term) {
        switch (term) {
            case Term.ArrayComprehension t -> found.add(t.span());
            case Term.SetComprehension t -> found.add(t.span());
            case Term.ObjectComprehension t -> found.add(t.span());
            case Term.ArrayLiteral t -> t.elements().forEach(this::term);
            case Term.SetLiteral t -> t.elements().forEach(this::term);
            case Term.ObjectLiteral t ->
                t.entries().forEach(entry -> {
                    term(entry.key());
                    term(entry.value());
                });
            case Term.Call t -> t.args().forEach(this::term);
            case Term.Infix t -> {
                term(t.left());
                term(t.right());
            }
            case Term.Membership t -> {
                term(t.value());
                term(t.collection());
            }
            case Term.Negative t -> term(t.operand());
            case Ref t -> t.path().forEach(this::term);
            case Term.Scalar ignored -> {}
            case Term.TemplateString ignored -> {}
            case dev.writ.policy.ast.Var ignored -> {}
        }
    }
}
