package dev.writ.policy.parse;

import dev.writ.policy.ast.Body;
import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.InfixOperator;
import dev.writ.policy.ast.Literal;
import dev.writ.policy.ast.ObjectEntry;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.TemplatePart;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.ast.With;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Terms and bodies as OPA's JSON. Wildcards are numbered in the order in which they are visited: that of the text. */
final class AstJsonTerms {

    private static final Pattern BLOCK = Pattern.compile("#[ \\t]*METADATA:?[ \\t]*\\R?");

    private final boolean locations;
    private final Map<Integer, String> wildcards = new HashMap<>();
    private int nextWildcard;
    private final OpaPlaces places = new OpaPlaces();
    private OpaPlaces.@Nullable Place fixed;

    /** Where a literal stands whose operand OPA gives no place to. */
    private @Nullable Span unplaced;

    AstJsonTerms(boolean locations) {
        this.locations = locations;
    }

    AstJsonTerms withoutLocations() {
        return locations ? new AstJsonTerms(false) : this;
    }

    String newWildcard() {
        return "$" + nextWildcard++;
    }

    /** Everything from now on is shown at {@code place}, or at its own place again where that is null. */
    void fix(@Nullable Span place) {
        fixed = place == null ? null : OpaPlaces.Place.of(place);
    }

    OpaPlaces places() {
        return places;
    }

    void locate(RegoObject.Builder json, Span span) {
        locate(json, OpaPlaces.Place.of(span));
    }

    void locate(RegoObject.Builder json, OpaPlaces.Place own) {
        if (locations) {
            OpaPlaces.Place place = fixed;
            json.put("location", location(place == null ? own : place));
        }
    }

    RegoObject location(Span span) {
        return location(OpaPlaces.Place.of(span));
    }

    /** OPA puts blocks of annotations together anew: a first line that is always the same, a space behind each mark. */
    private static String shown(String text) {
        if (!BLOCK.matcher(text).lookingAt()) {
            return text;
        }
        return Stream.concat(
                        Stream.of(" METADATA"), text.lines().skip(1).map(line -> line.substring(line.indexOf('#') + 1)))
                .map(comment -> comment.startsWith(" ") ? "#" + comment : "# " + comment)
                .collect(Collectors.joining("\n"));
    }

    private RegoObject location(OpaPlaces.Place place) {
        RegoObject.Builder json = RegoObject.builder();
        json.put("file", RegoString.of(place.text().file().name()));
        json.put("row", RegoNumber.of(place.row()));
        json.put("col", RegoNumber.of(place.column()));
        if (locations) {
            byte[] text = shown(place.text().text()).getBytes(StandardCharsets.UTF_8);
            json.put("text", RegoString.of(Base64.getEncoder().encodeToString(text)));
        }
        return json.build();
    }

    private static RegoObject.Builder typed(String type, RegoValue value) {
        RegoObject.Builder json = RegoObject.builder();
        json.put("type", RegoString.of(type));
        json.put("value", value);
        return json;
    }

    RegoObject term(String type, RegoValue value, Span span) {
        return term(type, value, OpaPlaces.Place.of(span));
    }

    private RegoObject term(String type, RegoValue value, OpaPlaces.Place place) {
        RegoObject.Builder json = typed(type, value);
        locate(json, place);
        return json.build();
    }

    /** A term at its own place, which is looked for only where it is shown. */
    private RegoObject term(String type, RegoValue value, Term term) {
        return locations
                ? term(type, value, places.of(term))
                : typed(type, value).build();
    }

    /** The value that stands for none; often it has no place. */
    RegoObject generatedTrue(@Nullable Span place) {
        RegoObject.Builder json = typed("boolean", RegoBoolean.TRUE);
        if (fixed != null) {
            locate(json, fixed);
        } else if (place != null) {
            locate(json, place);
        }
        return json.build();
    }

    RegoObject trueAt(OpaPlaces.Place place) {
        return term("boolean", RegoBoolean.TRUE, place);
    }

    RegoObject var(String name, Span span) {
        return term("var", RegoString.of(name), span);
    }

    RegoObject string(String text, Span span) {
        return term("string", RegoString.of(text), span);
    }

    /** A term as an element of a path, where {@code input} is a name like any other. */
    RegoObject element(Term term) {
        return term instanceof Var variable ? plainVar(variable) : of(term);
    }

    private RegoObject plainVar(Var variable) {
        String name = variable.isWildcard()
                ? wildcards.computeIfAbsent(variable.span().start(), start -> newWildcard())
                : variable.name();
        return term("var", RegoString.of(name), variable);
    }

    RegoObject of(Term term) {
        return switch (term) {
            case Var variable -> {
                boolean root =
                        variable.name().equals("input") || variable.name().equals("data");
                yield root ? term("ref", RegoArray.of(plainVar(variable)), term) : plainVar(variable);
            }
            case Ref ref -> ref(ref);
            case Term.Scalar scalar -> scalar(scalar);
            case Term.TemplateString template -> template(template);
            case Term.ArrayLiteral array -> term("array", RegoArray.of(all(array.elements())), term);
            case Term.SetLiteral set -> term("set", AstJsonOrder.set(all(set.elements())), term);
            case Term.ObjectLiteral object -> object(object);
            case Term.ArrayComprehension c ->
                term("arraycomprehension", comprehension("term", of(c.element()), null, c.body()), term);
            case Term.SetComprehension c ->
                term("setcomprehension", comprehension("term", of(c.element()), null, c.body()), term);
            case Term.ObjectComprehension c -> {
                RegoObject key = of(c.key());
                yield term("objectcomprehension", comprehension("key", key, of(c.value()), c.body()), term);
            }
            case Term.Call call -> term("call", RegoArray.of(parts(call)), term);
            case Term.Infix infix -> term("call", RegoArray.of(parts(infix)), term);
            case Term.Membership member -> term("call", RegoArray.of(parts(member)), term);
            case Term.Negative negative -> term("call", RegoArray.of(parts(negative)), term);
        };
    }

    private List<RegoValue> all(List<Term> list) {
        List<RegoValue> json = new ArrayList<>();
        list.forEach(term -> json.add(of(term)));
        return json;
    }

    private RegoObject ref(Ref ref) {
        List<RegoValue> path = new ArrayList<>();
        path.add(element(ref.head()));
        ref.path().forEach(term -> path.add(of(term)));
        return term("ref", RegoArray.of(path), ref);
    }

    private RegoObject scalar(Term.Scalar scalar) {
        RegoValue value = scalar.value();
        return value instanceof RegoNull
                ? term("null", RegoObject.EMPTY, scalar)
                : term(value.kind().label(), value, scalar);
    }

    private RegoObject template(Term.TemplateString template) {
        List<RegoValue> parts = new ArrayList<>();
        for (TemplatePart part : template.parts()) {
            parts.add(
                    switch (part) {
                        case TemplatePart.Text text -> templateText(text);
                        case TemplatePart.Hole hole -> hole(hole.literal());
                    });
        }
        RegoObject.Builder value = RegoObject.builder();
        value.put("parts", parts.isEmpty() ? RegoNull.NULL : RegoArray.of(parts));
        value.put("multi_line", RegoBoolean.of(template.raw()));
        return term("templatestring", value.build(), template);
    }

    /** A constant is no expression here. */
    private RegoObject hole(Literal literal) {
        boolean constant = literal.withs().isEmpty()
                && literal.expr() instanceof Expr.TermExpr expr
                && expr.term() instanceof Term.Scalar;
        return constant ? (RegoObject) terms(literal.expr()) : literal(literal, 0);
    }

    private RegoObject templateText(TemplatePart.Text text) {
        return term("string", RegoString.of(text.text()), places.templateText(text.span()));
    }

    private RegoObject object(Term.ObjectLiteral object) {
        List<RegoArray> entries = new ArrayList<>();
        for (ObjectEntry entry : object.entries()) {
            RegoObject key = of(entry.key());
            entries.add(RegoArray.of(key, of(entry.value())));
        }
        return term("object", AstJsonOrder.object(entries), object);
    }

    private RegoObject comprehension(String name, RegoObject first, @Nullable RegoObject value, Body body) {
        RegoObject.Builder json = RegoObject.builder();
        json.put(name, first);
        if (value != null) {
            json.put("value", value);
        }
        json.put("body", body(body));
        return json.build();
    }

    private RegoObject operator(Span span, String... path) {
        List<RegoValue> elements = new ArrayList<>();
        elements.add(var(path[0], span));
        for (int i = 1; i < path.length; i++) {
            elements.add(string(path[i], span));
        }
        return term("ref", RegoArray.of(elements), span);
    }

    private List<RegoValue> parts(Term.Call call) {
        List<RegoValue> json = new ArrayList<>();
        json.add(ref(call.function()));
        json.addAll(all(call.args()));
        return json;
    }

    private List<RegoValue> parts(Term.Infix infix) {
        return List.of(operator(infix.operatorSpan(), infix.operator().builtin()), of(infix.left()), of(infix.right()));
    }

    private List<RegoValue> parts(Term.Membership member) {
        Term key = member.key();
        RegoObject operator = operator(
                inKeyword(member.value(), member.collection()), "internal", key == null ? "member_2" : "member_3");
        List<RegoValue> json = new ArrayList<>();
        json.add(operator);
        if (key != null) {
            json.add(of(key));
        }
        json.add(of(member.value()));
        json.add(of(member.collection()));
        return json;
    }

    private static Span inKeyword(Term value, Term collection) {
        String text = collection.span().file().text();
        int start = Math.max(
                text.lastIndexOf("in", collection.span().start() - 1),
                value.span().end());
        return new Span(collection.span().file(), start, Math.min(start + 2, text.length()));
    }

    /** {@code 0 - x}, with an operator that was written nowhere. */
    private List<RegoValue> parts(Term.Negative negative) {
        Span all = negative.span();
        Span sign = new Span(all.file(), all.start(), all.start() + 1);
        RegoObject minus =
                typed("var", RegoString.of(InfixOperator.MINUS.builtin())).build();
        return List.of(
                typed("ref", RegoArray.of(minus)).build(),
                term("number", RegoNumber.of(0), sign),
                of(negative.operand()));
    }

    /** A body whose literals are statements. */
    RegoArray body(Body body) {
        List<RegoValue> json = new ArrayList<>();
        for (Literal literal : body.literals()) {
            json.add(literal(literal, json.size()));
        }
        return RegoArray.of(json);
    }

    private RegoObject literal(Literal literal, int index) {
        unplaced = places.negatedFirst(literal);
        boolean scoped = literal.expr() instanceof Expr.Not not && not.form() == Expr.NotForm.SCOPED;
        RegoObject terms = scoped ? negation((Expr.Not) literal.expr(), literal.span()) : null;
        return literal(literal, index, terms, OpaPlaces.Place.of(literal.span()));
    }

    /** A body of one literal that is an operand. */
    private RegoArray operand(Body body) {
        Literal literal = body.literals().getFirst();
        boolean bare = literal.span().equals(unplaced) && literal.expr() instanceof Expr.Not;
        RegoObject terms = bare ? negation((Expr.Not) literal.expr(), null) : null;
        return RegoArray.of(literal(literal, 0, terms, places.operand(literal)));
    }

    /** A negation whose operand has the place of the whole literal, or none. */
    private RegoObject negation(Expr.Not not, @Nullable Span place) {
        Literal inner = not.body().literals().getFirst();
        OpaPlaces.@Nullable Place shown = place == null ? null : OpaPlaces.Place.of(place);
        if (place == null && inner.expr() instanceof Expr.Logical) {
            shown = places.operand(inner);
        }
        return not(not, RegoArray.of(literal(inner, 0, null, shown)));
    }

    private RegoObject literal(
            Literal literal, int index, @Nullable RegoObject terms, OpaPlaces.@Nullable Place place) {
        RegoObject.Builder json = RegoObject.builder();
        json.put("index", RegoNumber.of(index));
        Expr expr = literal.expr();
        List<With> withs = literal.withs();
        if (expr instanceof Expr.Not not && not.form() == Expr.NotForm.PLAIN) {
            json.put("negated", RegoBoolean.TRUE);
            Literal inner = not.body().literals().getFirst();
            expr = inner.expr();
            withs = withs.isEmpty() ? inner.withs() : withs;
        }
        json.put("terms", terms == null ? terms(expr) : terms);
        if (!withs.isEmpty()) {
            json.put("with", RegoArray.of(withs.stream().map(this::with).toList()));
        }
        if (place != null) {
            locate(json, place);
        }
        return json.build();
    }

    private RegoObject with(With with) {
        RegoObject.Builder json = RegoObject.builder();
        json.put("target", of(with.target()));
        json.put("value", of(with.value()));
        locate(json, with.span());
        return json.build();
    }

    private RegoValue terms(Expr expr) {
        return switch (expr) {
            case Expr.TermExpr plain ->
                switch (plain.term()) {
                    case Term.Call call -> RegoArray.of(parts(call));
                    case Term.Infix infix -> RegoArray.of(parts(infix));
                    case Term.Membership member -> RegoArray.of(parts(member));
                    case Term.Negative negative -> RegoArray.of(parts(negative));
                    case Term other -> of(other);
                };
            case Expr.Unify unify ->
                RegoArray.of(operator(unify.operator(), "eq"), of(unify.left()), of(unify.right()));
            case Expr.Assign assign ->
                RegoArray.of(operator(assign.operator(), "assign"), of(assign.target()), of(assign.value()));
            case Expr.SomeDecl some ->
                symbols(some.vars().stream().map(this::plainVar).toList(), some.span());
            case Expr.SomeIn some -> symbols(List.of(member(some)), some.span());
            case Expr.Every every -> every(every);
            case Expr.Not not -> not(not, not.form() == Expr.NotForm.BLOCK ? body(not.body()) : operand(not.body()));
            case Expr.Logical logical -> logical(logical);
        };
    }

    private RegoObject member(Expr.SomeIn some) {
        Term key = some.key();
        Term first = key == null ? some.value() : key;
        Span span = locations ? places.iteration(first, some.collection()) : some.span();
        return of(new Term.Membership(span, key, some.value(), some.collection()));
    }

    private RegoObject symbols(List<RegoObject> symbols, Span span) {
        RegoObject.Builder json = RegoObject.builder();
        json.put("symbols", RegoArray.of(symbols));
        locate(json, new Span(span.file(), span.start(), span.start() + "some".length()));
        return json.build();
    }

    private RegoObject every(Expr.Every every) {
        RegoObject.Builder json = RegoObject.builder();
        Var key = every.key();
        json.put("key", key == null ? RegoNull.NULL : plainVar(key));
        json.put("value", plainVar(every.value()));
        json.put("domain", of(every.domain()));
        json.put("body", body(every.body()));
        Span span = every.span();
        locate(json, new Span(span.file(), span.start(), span.start() + "every".length()));
        return json.build();
    }

    private RegoObject not(Expr.Not not, RegoArray body) {
        RegoObject.Builder json = RegoObject.builder();
        json.put("type", RegoString.of("not"));
        json.put("body", body);
        json.put("explicit_body", RegoBoolean.of(not.form() == Expr.NotForm.BLOCK));
        return json.build();
    }

    private RegoObject logical(Expr.Logical logical) {
        RegoObject.Builder json = RegoObject.builder();
        json.put("type", RegoString.of(logical.operator().keyword()));
        json.put("lhs", side(logical.left()));
        json.put("rhs", side(logical.right()));
        if (logical.left().explicit()) {
            json.put("explicit_lhs", RegoBoolean.TRUE);
        }
        if (logical.right().explicit()) {
            json.put("explicit_rhs", RegoBoolean.TRUE);
        }
        return json.build();
    }

    private RegoArray side(Expr.Operand operand) {
        return operand.explicit() ? body(operand.body()) : operand(operand.body());
    }
}
