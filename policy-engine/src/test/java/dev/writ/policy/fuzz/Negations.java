package dev.writ.policy.fuzz;

import dev.writ.policy.ast.Body;
import dev.writ.policy.ast.Expr;
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

/** The comprehensions in negations that stand in the bodies of rules, found so that they can be taken out. */
final class Negations {
    private final List<Span> found = new ArrayList<>();

    private Negations() {}

    /** The program with {@code [1 | true]} for each of them. */
    static FuzzProgram withoutComprehensions(FuzzProgram program) {
        List<List<String>> modules = new ArrayList<>();
        for (String text : program.texts()) {
            modules.add(List.of(without(text, program).split("\n")));
        }
        return program.withModules(modules);
    }

    private static String without(String text, FuzzProgram program) {
        SourceFile file = new SourceFile("test.rego", text);
        Module module = RegoParser.module(file, ParseOptions.DEFAULT.withVersion(program.version()))
                .get();
        Negations negations = new Negations();
        for (Rule rule : module.rules()) {
            negations.body(rule.body());
            rule.elses().forEach(branch -> negations.body(branch.body()));
        }
        StringBuilder changed = new StringBuilder(text);
        negations.found.sort(Comparator.comparing(Span::start).reversed());
        negations.found.forEach(span -> changed.replace(span.start(), span.end(), "[1 | true]"));
        return changed.toString();
    }

    private void body(Body body) {
        body.literals().forEach(literal -> {
            if (literal.expr() instanceof Expr.Not not) {
                not.body().literals().forEach(inner -> expr(inner.expr()));
            }
        });
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
