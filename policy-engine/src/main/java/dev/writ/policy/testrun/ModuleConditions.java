package dev.writ.policy.testrun;

import dev.writ.policy.ast.Body;
import dev.writ.policy.ast.ElseBranch;
import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Literal;
import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.TemplatePart;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The expressions of the bodies of one module, and which of them are conditions. The only expression below a
 * {@code not} is a part of it: one holds where the other does not.
 */
final class ModuleConditions {

    private static final Comparator<Span> OUTER_FIRST = Comparator.comparingInt(Span::start)
            .thenComparing(Comparator.comparingInt(Span::end).reversed());

    /** An expression, with the one around it. */
    record Place(Span span, boolean counted, @Nullable Place around) {
        private boolean contains(Span other) {
            return span.start() <= other.start() && other.end() <= span.end();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    private final Map<Span, Boolean> found = new HashMap<>();
    private final List<Place> places = new ArrayList<>();

    private final Certainty certainty;

    private ModuleConditions(Certainty certainty) {
        this.certainty = certainty;
    }

    /** The conditions of a module. */
    static ModuleConditions of(Module module, Certainty certainty) {
        ModuleConditions conditions = new ModuleConditions(certainty);
        module.rules().forEach(conditions::rule);
        conditions.sort();
        return conditions;
    }

    /** The expressions, each before those in it. */
    List<Place> places() {
        return places;
    }

    /** The innermost expression around a place, or null. */
    @Nullable
    Place around(Span span) {
        int low = 0;
        int high = places.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (places.get(middle).span().start() <= span.start()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Place place = low == 0 ? null : places.get(low - 1);
        while (place != null && !place.contains(span)) {
            place = place.around();
        }
        return place;
    }

    private void sort() {
        found.keySet().stream().sorted(OUTER_FIRST).forEach(span -> {
            Place around = places.isEmpty() ? null : places.getLast();
            while (around != null && !around.contains(span)) {
                around = around.around();
            }
            places.add(new Place(span, Boolean.TRUE.equals(found.get(span)), around));
        });
    }

    private void rule(Rule rule) {
        terms(rule.head().ref());
        List<Term> args = rule.head().args();
        if (args != null) {
            terms(args);
        }
        optional(rule.head().key());
        optional(rule.head().value());
        if (!rule.body().generated()) {
            body(rule.body());
        }
        for (ElseBranch branch : rule.elses()) {
            optional(branch.value());
            if (!branch.body().generated()) {
                body(branch.body());
            }
        }
    }

    private void body(Body body) {
        body.literals().forEach(this::literal);
    }

    private void literal(Literal literal) {
        found.put(literal.span(), !certainty.isCertain(literal.expr()));
        parts(literal);
    }

    private void parts(Literal literal) {
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
                body(e.body());
            }
            case Expr.Not e -> {
                if (e.body().literals().size() > 1) {
                    body(e.body());
                } else {
                    parts(e.body().literals().getFirst());
                }
            }
            case Expr.Logical e -> {
                body(e.left().body());
                body(e.right().body());
            }
        }
        literal.withs().forEach(with -> term(with.value()));
    }

    private void optional(@Nullable Term term) {
        if (term != null) {
            term(term);
        }
    }

    private void terms(List<? extends Term> terms) {
        terms.forEach(this::term);
    }

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
            case Term.ArrayComprehension t -> comprehension(List.of(t.element()), t.body());
            case Term.SetComprehension t -> comprehension(List.of(t.element()), t.body());
            case Term.ObjectComprehension t -> comprehension(List.of(t.key(), t.value()), t.body());
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
            parts(hole.literal());
        }
    }

    private void comprehension(List<Term> elements, Body body) {
        terms(elements);
        body(body);
    }
}
