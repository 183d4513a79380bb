package dev.writ.policy.format;

import dev.writ.policy.ast.BodyForm;
import dev.writ.policy.ast.ElseBranch;
import dev.writ.policy.ast.Head;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.parse.OpaPlaces.Place;
import dev.writ.policy.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rules of the syntax tree as they are laid out. Bodies that are chained to a head become rules with that head. */
final class RuleOutline {
    private final TermOutline terms = new TermOutline();
    private final List<Clause> clauses = new ArrayList<>();
    private BodyForm form = BodyForm.NONE;

    private RuleOutline() {}

    /** One for each of {@code rules}. */
    static List<Clause> of(List<Rule> rules) {
        RuleOutline outline = new RuleOutline();
        for (int i = 0; i < rules.size(); i++) {
            boolean shared = i + 1 < rules.size() && rules.get(i + 1).form() == BodyForm.CHAINED;
            outline.add(rules.get(i), shared);
        }
        return outline.clauses;
    }

    private void add(Rule rule, boolean shared) {
        boolean chained = rule.form() == BodyForm.CHAINED;
        if (!chained) {
            form = rule.form();
        }
        boolean withIf = form == BodyForm.IF_BLOCK || form == BodyForm.IF_LITERAL;
        Head head = rule.head();
        List<Piece> path = new ArrayList<>();
        head.ref().forEach(term -> path.add(terms.element(term)));
        Place place = place(rule);
        if (chained) {
            terms.fix(Place.of(rule.span()));
        }
        List<Piece> args = args(rule, chained, shared || chained);
        terms.share(shared || chained);
        Piece key = key(head, rule.isDefault(), withIf);
        Piece value = value(rule, withIf);
        terms.share(false);
        if (key instanceof Piece.Name name && !chained && !head.isContains() && path.size() == 2) {
            path.set(1, name);
        }
        Place headPlace = terms.at(isNameAndParameters(rule) ? Place.of(name(head)) : Place.of(head.span()));
        boolean implied = chained || implied(rule, withIf);
        terms.fix(null);
        Clause.Heading heading = new Clause.Heading(headPlace, path, args, key, value, head.assign(), implied);
        List<Statement> body = rule.body().generated()
                ? List.of(nothing(place))
                : terms.statements().body(rule.body());
        Clause next = rule.elses().isEmpty() ? null : alternative(rule, 0);
        clauses.add(new Clause(place, rule.isDefault(), false, heading, body, next));
    }

    /** Nested wildcards of parameters are shared with what is chained and with alternatives; others are not. */
    private List<Piece> args(Rule rule, boolean chained, boolean shared) {
        List<Term> given = Objects.requireNonNullElse(rule.head().args(), List.of());
        List<Piece> args = new ArrayList<>();
        for (Term term : rule.head().isFunction() ? given : List.<Term>of()) {
            boolean alone = term instanceof Var name && name.isWildcard();
            if (alone && chained) {
                terms.wildcards().skip();
            }
            terms.share(!alone && (shared || !rule.elses().isEmpty()));
            args.add(terms.of(term));
        }
        terms.share(false);
        return args;
    }

    private @Nullable Piece key(Head head, boolean isDefault, boolean withIf) {
        Term member = head.key();
        if (member != null) {
            return terms.of(member);
        }
        boolean pair = head.ref().size() == 2 && !isDefault && !head.isFunction();
        if (!pair || (withIf && head.ref().get(1) instanceof Term.Scalar)) {
            return null;
        }
        return terms.of(head.ref().get(1));
    }

    private @Nullable Piece value(Rule rule, boolean withIf) {
        Head head = rule.head();
        Term value = head.value();
        if (head.isValueGenerated()) {
            Span at = generatedValueAt(rule, withIf);
            return new Piece.Constant(at == null ? terms.nowhere(head.span()) : terms.at(at), "true");
        }
        return value == null ? null : terms.of(value);
    }

    private static @Nullable Span generatedValueAt(Rule rule, boolean withIf) {
        Head head = rule.head();
        if (rule.form() == BodyForm.NONE) {
            return head.ref().getFirst().span();
        }
        return withIf && head.ref().size() == 2 && !head.isFunction() ? head.span() : null;
    }

    /** True where OPA gives the value the place of the head. */
    private static boolean implied(Rule rule, boolean withIf) {
        return rule.head().isValueGenerated() && generatedValueAt(rule, withIf) != null;
    }

    private static Place place(Rule rule) {
        Span span = rule.span();
        if (rule.isDefault()) {
            return Place.of(new Span(span.file(), span.start(), span.start() + "default".length()));
        }
        return Place.of(isNameAndParameters(rule) ? name(rule.head()) : span);
    }

    /** {@code f(x)} alone, whose place is that of the name. */
    private static boolean isNameAndParameters(Rule rule) {
        Head head = rule.head();
        return rule.form() == BodyForm.NONE && head.isFunction() && head.isValueGenerated();
    }

    private static Span name(Head head) {
        return head.ref().getFirst().span().to(head.ref().getLast().span());
    }

    private static Statement nothing(Place place) {
        return new Statement(place, false, new Statement.Value(new Piece.Constant(place, "true")), List.of());
    }

    private Clause alternative(Rule rule, int index) {
        ElseBranch branch = rule.elses().get(index);
        boolean last = index + 1 == rule.elses().size();
        Span whole =
                last ? branch.span() : branch.span().to(rule.elses().getLast().span());
        Place place = Place.of(whole);
        Clause.Heading heading = heading(rule, branch);
        if (branch.form() == BodyForm.IF_LITERAL) {
            terms.fix(place);
        }
        List<Statement> body = branch.body().generated()
                ? List.of(nothing(Place.of(branch.span())))
                : terms.statements().body(branch.body());
        terms.fix(null);
        Clause next = last ? null : alternative(rule, index + 1);
        return new Clause(place, false, true, heading, body, next);
    }

    private Clause.Heading heading(Rule rule, ElseBranch branch) {
        for (Term parameter : Objects.requireNonNullElse(rule.head().args(), List.<Term>of())) {
            if (parameter instanceof Var name && name.isWildcard()) {
                terms.wildcards().skip();
            }
        }
        Term value = branch.value();
        int start = branch.span().start();
        int end = value == null
                ? start + "else".length()
                : terms.places().of(value).text().end();
        Place place = Place.of(new Span(branch.span().file(), start, end));
        Piece shown = value == null ? new Piece.Constant(place, "true") : Relocated.at(place, terms.of(value));
        boolean assign = value == null ? rule.head().assign() : branch.assign();
        return new Clause.Heading(place, List.of(new Piece.Name(place, "else")), List.of(), null, shown, assign, false);
    }
}
