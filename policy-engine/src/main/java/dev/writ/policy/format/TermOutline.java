package dev.writ.policy.format;

import dev.writ.policy.ast.Body;
import dev.writ.policy.ast.ObjectEntry;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.TemplatePart;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.TermText;
import dev.writ.policy.ast.Var;
import dev.writ.policy.parse.OpaPlaces;
import dev.writ.policy.parse.OpaPlaces.Place;
import dev.writ.policy.parse.TermOrder;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Terms of the syntax tree as they are laid out. They are visited in the order of the text. */
final class TermOutline {
    private final OpaPlaces places = new OpaPlaces();
    private final Wildcards wildcards = new Wildcards();
    private final StatementOutline statements = new StatementOutline(this);
    private @Nullable Place fixed;
    private boolean shared;

    StatementOutline statements() {
        return statements;
    }

    OpaPlaces places() {
        return places;
    }

    Wildcards wildcards() {
        return wildcards;
    }

    /** Everything from now on stands at {@code place}, or at its own place again where that is null. */
    void fix(@Nullable Place place) {
        fixed = place;
    }

    /** Whether wildcards from now on belong to several rules. */
    void share(boolean value) {
        shared = value;
    }

    /** {@code own}, unless everything stands elsewhere. */
    Place at(Place own) {
        Place elsewhere = fixed;
        return elsewhere == null ? own : elsewhere;
    }

    Place at(Span own) {
        return at(Place.of(own));
    }

    private Place at(Term term) {
        return at(places.of(term));
    }

    /** Where OPA puts what it knows no place of. */
    Place nowhere(Span near) {
        return at(new Place(near.file().span(0, 0), 1, 1));
    }

    Piece of(Term term) {
        return switch (term) {
            case Var name -> variable(name);
            case Ref ref -> path(ref);
            case Term.Scalar scalar -> scalar(scalar);
            case Term.TemplateString template -> template(template);
            case Term.ArrayLiteral array -> new Piece.Sequence(at(array), false, all(array.elements()));
            case Term.SetLiteral set -> set(set);
            case Term.ObjectLiteral object -> object(object);
            case Term.ArrayComprehension c -> comprehension(c, true, null, c.element(), c.body());
            case Term.SetComprehension c -> comprehension(c, false, null, c.element(), c.body());
            case Term.ObjectComprehension c -> comprehension(c, false, of(c.key()), c.value(), c.body());
            case Term.Call call -> call(call);
            case Term.Infix infix -> infix(infix);
            case Term.Membership member -> member(member);
            case Term.Negative negative -> negative(negative);
        };
    }

    /** The roots {@code input} and {@code data} are references, everything else is a name. */
    private Piece variable(Var name) {
        Piece.Name plain = name(name);
        boolean root = name.name().equals("input") || name.name().equals("data");
        return root ? new Piece.Path(plain.place(), plain, List.of()) : plain;
    }

    Piece.Name name(Var name) {
        if (!name.isWildcard()) {
            return new Piece.Name(at(name), name.name());
        }
        int number = wildcards.number(name.span().start());
        return new Piece.Name(at(name), shared ? "_" + number : name.name());
    }

    /** A term as an element of a path, where {@code input} is a name like any other. */
    Piece element(Term term) {
        return term instanceof Var name ? name(name) : of(term);
    }

    private Piece.Path path(Ref ref) {
        Piece head = element(ref.head());
        return new Piece.Path(at(ref), head, all(ref.path()));
    }

    private List<Piece> all(List<Term> terms) {
        List<Piece> pieces = new ArrayList<>(terms.size());
        terms.forEach(term -> pieces.add(of(term)));
        return pieces;
    }

    private Piece scalar(Term.Scalar scalar) {
        return switch (scalar.value()) {
            case RegoString text ->
                new Piece.Text(at(scalar), text.value(), scalar.span().text());
            case RegoNumber number ->
                new Piece.Constant(at(scalar), number(scalar.span().text()));
            default -> new Piece.Constant(at(scalar), scalar.value().toString());
        };
    }

    /** As it is written, without what stands between the sign, the point and the digits. */
    private static String number(String written) {
        String sign = written.startsWith("-") ? "-" : "";
        String rest = written.substring(sign.length());
        if (rest.chars().allMatch(c -> c > ' ' && c != '#')) {
            return written;
        }
        int last = Math.max(rest.lastIndexOf('\n'), Math.max(rest.lastIndexOf(' '), rest.lastIndexOf('\t')));
        String digits = rest.substring(last + 1);
        boolean point = rest.stripLeading().startsWith(".") && !digits.startsWith(".");
        return sign + (point ? "." : "") + digits;
    }

    private Piece template(Term.TemplateString template) {
        List<Piece.TemplatePiece> parts = new ArrayList<>();
        for (TemplatePart part : template.parts()) {
            parts.add(
                    switch (part) {
                        case TemplatePart.Text text ->
                            new Piece.PlainText(at(places.templateText(text.span())), text.text());
                        case TemplatePart.Hole hole -> hole(hole);
                    });
        }
        return new Piece.Template(at(template), template.raw(), parts);
    }

    private Piece.TemplatePiece hole(TemplatePart.Hole hole) {
        Statement statement = statements.of(hole.literal());
        boolean constant = statement.modifiers().isEmpty()
                && statement.content() instanceof Statement.Value value
                && (value.piece() instanceof Piece.Constant || value.piece() instanceof Piece.Text);
        if (constant) {
            Piece piece = ((Statement.Value) statement.content()).piece();
            return new Piece.ConstantHole(piece.place(), piece);
        }
        return new Piece.Hole(statement.place(), statement);
    }

    private Piece set(Term.SetLiteral set) {
        return new Piece.Sequence(at(set), true, all(TermOrder.elements(set.elements())));
    }

    private Piece object(Term.ObjectLiteral object) {
        List<Piece.Entry> entries = new ArrayList<>();
        for (ObjectEntry entry : fixed != null ? TermOrder.entries(object.entries()) : object.entries()) {
            Piece key = of(entry.key());
            entries.add(new Piece.Entry(key, of(entry.value())));
        }
        return new Piece.Entries(at(object), entries);
    }

    private Piece comprehension(Term term, boolean isArray, @Nullable Piece key, Term element, Body body) {
        Piece first = of(element);
        return new Piece.Comprehension(at(term), isArray, key, first, statements.body(body));
    }

    private Piece call(Term.Call call) {
        Piece.Path function = path(call.function());
        List<Piece> args = all(call.args());
        Operator operator = Operator.of(TermText.of(call.function()));
        return operator == null
                ? new Piece.Call(at(call), function, args)
                : new Piece.Infix(at(call), operator, function.place(), args, false);
    }

    private Piece infix(Term.Infix infix) {
        Operator operator =
                java.util.Objects.requireNonNull(Operator.of(infix.operator().builtin()));
        Piece left = of(infix.left());
        return new Piece.Infix(at(infix), operator, at(infix.operatorSpan()), List.of(left, of(infix.right())), false);
    }

    Piece member(Term.Membership member) {
        Term key = member.key();
        List<Piece> operands = new ArrayList<>();
        if (key != null) {
            operands.add(of(key));
        }
        operands.add(of(member.value()));
        operands.add(of(member.collection()));
        Operator operator = key == null ? Operator.MEMBER : Operator.MEMBER_WITH_KEY;
        return new Piece.Infix(at(member), operator, at(member), operands, false);
    }

    /** {@code 0 - x}. */
    private Piece negative(Term.Negative negative) {
        Span all = negative.span();
        Span sign = new Span(all.file(), all.start(), all.start() + 1);
        Piece zero = new Piece.Constant(at(sign), "0");
        return new Piece.Infix(
                at(negative), Operator.MINUS, at(sign), List.of(zero, of(negative.operand())), fixed == null);
    }
}
