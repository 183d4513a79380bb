package dev.writ.policy.parse;

import dev.writ.policy.ast.BodyForm;
import dev.writ.policy.ast.ElseBranch;
import dev.writ.policy.ast.Head;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rules as OPA's JSON: heads with the name and key that older versions had, alternatives nested into each other. */
final class AstJsonRules {

    private final AstJsonTerms terms;
    private final AstJsonAnnotations annotations;

    AstJsonRules(AstJsonTerms terms, AstJsonAnnotations annotations) {
        this.terms = terms;
        this.annotations = annotations;
    }

    List<RegoValue> rules(List<Rule> rules) {
        List<RegoValue> all = new ArrayList<>();
        BodyForm form = BodyForm.NONE;
        for (Rule rule : rules) {
            boolean chained = rule.form() == BodyForm.CHAINED;
            if (!chained) {
                form = rule.form();
            }
            all.add(rule(rule, form, chained));
        }
        return all;
    }

    private RegoObject rule(Rule rule, BodyForm form, boolean chained) {
        boolean withIf = form == BodyForm.IF_BLOCK || form == BodyForm.IF_LITERAL;
        RegoObject.Builder json = RegoObject.builder();
        AstJson.putUnlessEmpty(json, "annotations", annotations.at(rule));
        RegoArray ref =
                RegoArray.of(rule.head().ref().stream().map(terms::element).toList());
        if (chained) {
            terms.fix(rule.span());
        }
        HeadJson head = new HeadJson(rule.head(), ref, rule.isDefault(), withIf);
        Span headPlace =
                isNameAndParameters(rule) ? name(rule.head()) : rule.head().span();
        json.put("head", head.json(generatedValueAt(rule, withIf), chained, headPlace));
        terms.fix(null);
        Span place = place(rule);
        json.put("body", rule.body().generated() ? generated(generatedAt(rule, place)) : terms.body(rule.body()));
        if (rule.isDefault()) {
            json.put("default", RegoBoolean.TRUE);
        }
        if (!rule.elses().isEmpty()) {
            json.put("else", alternative(rule, head, 0));
        }
        terms.locate(json, place);
        return json.build();
    }

    private static Span place(Rule rule) {
        Span span = rule.span();
        if (rule.isDefault()) {
            return new Span(span.file(), span.start(), span.start() + "default".length());
        }
        return isNameAndParameters(rule) ? name(rule.head()) : span;
    }

    /** {@code f(x)} alone, of which OPA shows the name. */
    private static boolean isNameAndParameters(Rule rule) {
        Head head = rule.head();
        return rule.form() == BodyForm.NONE && head.isFunction() && head.isValueGenerated();
    }

    private static Span name(Head head) {
        return head.ref().getFirst().span().to(head.ref().getLast().span());
    }

    private static @Nullable Span generatedValueAt(Rule rule, boolean withIf) {
        Head head = rule.head();
        if (rule.form() == BodyForm.NONE) {
            return head.ref().getFirst().span();
        }
        return withIf && head.ref().size() == 2 && !head.isFunction() ? head.span() : null;
    }

    private OpaPlaces.Place generatedAt(Rule rule, Span place) {
        Head head = rule.head();
        Term value = head.value();
        Term key = head.key();
        if (rule.isDefault()) {
            return OpaPlaces.Place.of(place);
        }
        if (key != null && isInPath(key.span(), head.span())) {
            return OpaPlaces.Place.of(head.span());
        }
        return value != null && !head.isValueGenerated()
                ? terms.places().of(value)
                : OpaPlaces.Place.of(head.ref().getFirst().span());
    }

    /** True for the member of a set that is written as in {@code p["a"]} or {@code p.a}. */
    private static boolean isInPath(Span key, Span head) {
        return key.end() < head.end() || head.file().text().charAt(key.start() - 1) == '.';
    }

    private RegoArray generated(OpaPlaces.Place place) {
        RegoObject.Builder json = RegoObject.builder();
        json.put("generated", RegoBoolean.TRUE);
        json.put("index", RegoNumber.of(0));
        json.put("terms", terms.trueAt(place));
        terms.locate(json, place);
        return RegoArray.of(json.build());
    }

    private RegoObject alternative(Rule rule, HeadJson head, int index) {
        ElseBranch branch = rule.elses().get(index);
        Span place = index + 1 < rule.elses().size()
                ? branch.span().to(rule.elses().getLast().span())
                : branch.span();
        RegoObject.Builder json = RegoObject.builder();
        json.put("head", head.alternative(branch));
        if (branch.form() == BodyForm.IF_LITERAL) {
            terms.fix(place);
        }
        json.put(
                "body",
                branch.body().generated() ? generated(OpaPlaces.Place.of(branch.span())) : terms.body(branch.body()));
        terms.fix(null);
        if (index + 1 < rule.elses().size()) {
            json.put("else", alternative(rule, head, index + 1));
        }
        terms.locate(json, place);
        return json.build();
    }

    /** One head and its copies. */
    private final class HeadJson {
        private final Head head;
        private final RegoArray ref;
        private final @Nullable RegoValue key;
        private final boolean named;
        private List<RegoValue> args = List.of();

        HeadJson(Head head, RegoArray ref, boolean isDefault, boolean withIf) {
            this.head = head;
            this.ref = ref;
            int size = head.ref().size();
            boolean function = head.isFunction();
            boolean pair = size == 2 && !isDefault && !head.isContains();
            boolean valued = !head.isValueGenerated();
            this.args = function ? arguments(Objects.requireNonNull(head.args())) : List.of();
            if (pair && withIf) {
                boolean fixed = head.ref().get(1) instanceof Term.Scalar;
                this.key = function || fixed ? null : terms.of(head.ref().get(1));
                this.named = valued || function;
            } else {
                this.key = pair && !function ? terms.of(head.ref().get(1)) : containsKey(head);
                this.named = size == 1 || (pair && !function);
            }
        }

        private @Nullable RegoValue containsKey(Head contains) {
            Term term = contains.key();
            return term == null ? null : terms.of(term);
        }

        private List<RegoValue> arguments(List<Term> given) {
            List<RegoValue> json = new ArrayList<>();
            given.forEach(term -> json.add(terms.of(term)));
            return json;
        }

        /** A copy has wildcards of its own, but only where they stand alone. */
        private List<RegoValue> copiedArguments() {
            List<Term> given = Objects.requireNonNullElse(head.args(), List.of());
            List<RegoValue> json = new ArrayList<>();
            for (int i = 0; i < args.size(); i++) {
                Term term = given.get(i);
                boolean wildcard = term instanceof Var variable && variable.isWildcard();
                json.add(wildcard ? terms.var(terms.newWildcard(), term.span()) : args.get(i));
            }
            return json;
        }

        RegoObject json(@Nullable Span generatedAt, boolean copied, Span place) {
            Term value = head.value();
            List<RegoValue> own = copied ? copiedArguments() : args;
            @Nullable RegoValue shown = null;
            if (head.isValueGenerated()) {
                shown = terms.generatedTrue(generatedAt);
            } else if (value != null) {
                shown = terms.of(value);
            }
            return build(own, key, shown, head.assign(), place);
        }

        RegoObject alternative(ElseBranch branch) {
            List<RegoValue> own = copiedArguments();
            Term value = branch.value();
            boolean assign = value == null ? head.assign() : branch.assign();
            RegoValue shown = value == null ? terms.generatedTrue(null) : terms.of(value);
            int start = branch.span().start();
            int end = value == null
                    ? start + "else".length()
                    : terms.places().of(value).text().end();
            Span place = new Span(branch.span().file(), start, end);
            return build(own, key, shown, assign, place);
        }

        private RegoObject build(
                List<RegoValue> own,
                @Nullable RegoValue shownKey,
                @Nullable RegoValue value,
                boolean assign,
                Span place) {
            RegoObject.Builder json = RegoObject.builder();
            if (named) {
                json.put("name", RegoString.of(head.name()));
            }
            AstJson.putUnlessEmpty(json, "args", own);
            if (shownKey != null) {
                json.put("key", shownKey);
            }
            if (value != null) {
                json.put("value", value);
            }
            if (assign) {
                json.put("assign", RegoBoolean.TRUE);
            }
            json.put("ref", ref);
            terms.locate(json, place);
            return json.build();
        }
    }
}
