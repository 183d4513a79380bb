package dev.writ.policy.testrun;

import dev.writ.policy.ast.Body;
import dev.writ.policy.ast.ElseBranch;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Sorts the heads and the lines of one module into those that were evaluated and those that were not. */
final class CoveredModule {

    private static final Comparator<Span> BY_PLACE =
            Comparator.comparingInt(Span::start).thenComparingInt(Span::end);
    private static final int DEFAULT_KEYWORD = "default".length();
    private static final int ELSE_KEYWORD = "else".length();

    private final Coverage coverage;
    private final Module module;
    private final TreeSet<Span> covered = new TreeSet<>(BY_PLACE);
    private final TreeSet<Span> notCovered = new TreeSet<>(BY_PLACE);

    CoveredModule(Coverage coverage, Module module) {
        this.coverage = coverage;
        this.module = module;
    }

    CoverageReport.FileReport report(List<Condition> conditions) {
        module.rules().forEach(this::rule);
        removeWithinCovered();
        return new CoverageReport.FileReport(
                module.file().name(), List.copyOf(covered), List.copyOf(notCovered), conditions);
    }

    /** As OPA counts: what was evaluated counts with everything in it, as a comprehension does with a body that it never came to. */
    private void removeWithinCovered() {
        NavigableMap<Integer, Integer> ends = new TreeMap<>();
        int furthest = 0;
        for (Span place : covered) {
            furthest = Math.max(furthest, place.end());
            ends.put(place.start(), furthest);
        }
        notCovered.removeIf(place -> {
            Map.Entry<Integer, Integer> before = ends.floorEntry(place.start());
            return before != null && before.getValue() >= place.end();
        });
    }

    private void note(Span place, boolean evaluated) {
        (evaluated ? covered : notCovered).add(place);
    }

    private void rule(Rule rule) {
        boolean answered = rule.isDefault() ? defaultUsed(rule) : coverage.answered(rule.span());
        note(head(rule), answered);
        Term value = rule.head().value();
        if (value != null) {
            term(value);
        }
        if (rule.body().generated()) {
            note(generated(rule), answered || coverage.entered(rule.span()));
        } else {
            body(
                    rule.body(),
                    coverage.entered(rule.span()),
                    answered && rule.elses().isEmpty());
        }
        boolean reached = coverage.failed(rule.span());
        for (ElseBranch branch : rule.elses()) {
            reached = alternative(branch, reached);
        }
    }

    /** An {@code else}, which is reached where the body before it failed; answers whether the one after it may be. */
    private boolean alternative(ElseBranch branch, boolean reached) {
        Term value = branch.value();
        int start = branch.span().start();
        int end = value == null ? start + ELSE_KEYWORD : value.span().end();
        if (value != null) {
            term(value);
        }
        if (branch.body().generated()) {
            note(branch.span().file().span(start, end), reached);
            return false;
        }
        Literal last = branch.body().literals().getLast();
        body(branch.body(), reached, false);
        note(branch.span().file().span(start, end), reached && coverage.evaluated(last.span()));
        return reached;
    }

    /** The first line of the head: a head that is shared by chained bodies is where it was written. */
    private static Span head(Rule rule) {
        return rule.head().span();
    }

    /** Where OPA puts the body that was not written: at the keyword of a default, at the value of another rule. */
    private static Span generated(Rule rule) {
        Term value = rule.head().value();
        if (rule.isDefault()) {
            int start = rule.span().start();
            return rule.span().file().span(start, start + DEFAULT_KEYWORD);
        }
        return value == null || rule.head().isValueGenerated() ? rule.head().span() : value.span();
    }

    /** A default gives its value where a rule of its name was asked and had no answer. */
    private boolean defaultUsed(Rule rule) {
        Head head = rule.head();
        return coverage.answered(rule.span())
                || module.rules().stream()
                        .filter(other ->
                                !other.isDefault() && other.head().name().equals(head.name()))
                        .anyMatch(other -> coverage.entered(other.span()) && !coverage.answered(other.span()));
    }

    private void body(Body body, boolean begun, boolean completed) {
        List<Literal> literals = body.literals();
        boolean later = completed;
        boolean[] evaluated = new boolean[literals.size()];
        for (int i = literals.size() - 1; i >= 0; i--) {
            evaluated[i] = later || coverage.evaluated(literals.get(i).span());
            later = evaluated[i];
        }
        for (int i = 0; i < literals.size(); i++) {
            literal(literals.get(i), evaluated[i] || (i == 0 && begun));
        }
    }

    private void literal(Literal literal, boolean evaluated) {
        boolean declaration = literal.expr() instanceof Expr.SomeDecl;
        boolean loop = literal.expr() instanceof Expr.SomeIn;
        if (!declaration && (evaluated || !loop)) {
            note(literal.span(), evaluated);
        }
        switch (literal.expr()) {
            case Expr.TermExpr e -> term(e.term());
            case Expr.Unify e -> terms(List.of(e.left(), e.right()));
            case Expr.Assign e -> terms(List.of(e.target(), e.value()));
            case Expr.SomeDecl ignored -> {}
            case Expr.SomeIn e -> {
                optional(e.key());
                terms(List.of(e.value(), e.collection()));
            }
            case Expr.Every e -> {
                term(e.domain());
                body(e.body(), false, false);
            }
            case Expr.Not e -> {
                if (e.body().literals().size() > 1) {
                    body(e.body(), false, false);
                } else {
                    nested(e.body().literals().getFirst());
                }
            }
            case Expr.Logical e -> {
                body(e.left().body(), evaluated, false);
                body(e.right().body(), false, false);
            }
        }
        literal.withs().forEach(with -> term(with.value()));
    }

    /** The literal of a negation counts as a part of it. */
    private void nested(Literal literal) {
        if (literal.expr() instanceof Expr.TermExpr e) {
            term(e.term());
        }
    }

    private void optional(@Nullable Term term) {
        if (term != null) {
            term(term);
        }
    }

    private void terms(List<Term> terms) {
        terms.forEach(this::term);
    }

    /** The bodies in a term. */
    private void term(Term term) {
        switch (term) {
            case Var ignored -> {}
            case Term.Scalar ignored -> {}
            case Ref t -> {
                term(t.head());
                terms(t.path());
            }
            case Term.TemplateString t -> t.parts().forEach(this::part);
            case Term.ArrayLiteral t -> terms(t.elements());
            case Term.SetLiteral t -> terms(t.elements());
            case Term.ObjectLiteral t -> t.entries().forEach(entry -> terms(List.of(entry.key(), entry.value())));
            case Term.ArrayComprehension t -> comprehension(t.span(), List.of(t.element()), t.body());
            case Term.SetComprehension t -> comprehension(t.span(), List.of(t.element()), t.body());
            case Term.ObjectComprehension t -> comprehension(t.span(), List.of(t.key(), t.value()), t.body());
            case Term.Call t -> terms(t.args());
            case Term.Infix t -> terms(List.of(t.left(), t.right()));
            case Term.Membership t -> {
                optional(t.key());
                terms(List.of(t.value(), t.collection()));
            }
            case Term.Negative t -> term(t.operand());
        }
    }

    private void part(TemplatePart part) {
        if (part instanceof TemplatePart.Hole hole) {
            nested(hole.literal());
        }
    }

    /** Its first literal counts where the comprehension was computed: a constant leaves no trace of its own. */
    private void comprehension(Span place, List<Term> elements, Body body) {
        terms(elements);
        body(body, coverage.evaluated(place), false);
    }
}
