package dev.writ.policy.format;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Whether two texts of a rule say the same. Where they stand, and {@code =} for {@code :=} in a head, does not count. */
final class Meaning {
    private Meaning() {}

    static boolean same(@Nullable Clause a, @Nullable Clause b) {
        if (a == null || b == null) {
            return a == null && b == null;
        }
        return a.isDefault() == b.isDefault()
                && same(a.heading(), b.heading())
                && body(a.body(), b.body())
                && same(a.next(), b.next());
    }

    private static boolean same(Clause.Heading a, Clause.Heading b) {
        return pieces(a.path(), b.path())
                && pieces(a.args(), b.args())
                && optional(member(a), member(b))
                && optional(a.value(), b.value());
    }

    /** The element of a set; the key of an object is in the path, too. */
    private static @Nullable Piece member(Clause.Heading heading) {
        return heading.value() == null ? heading.key() : null;
    }

    private static boolean body(List<Statement> a, List<Statement> b) {
        return all(a, b, Meaning::same);
    }

    private static boolean pieces(List<Piece> a, List<Piece> b) {
        return all(a, b, Meaning::same);
    }

    private static <T> boolean all(List<T> a, List<T> b, BiPredicate<T, T> same) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!same.test(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The same elements in any order: here and there they come in that of the text, or in that of their values. */
    private static <T> boolean anyOrder(List<T> a, List<T> b, BiPredicate<T, T> same) {
        if (a.size() != b.size()) {
            return false;
        }
        if (all(a, b, same)) {
            return true;
        }
        List<T> left = new ArrayList<>(b);
        for (T one : a) {
            int at = 0;
            while (at < left.size() && !same.test(one, left.get(at))) {
                at++;
            }
            if (at == left.size()) {
                return false;
            }
            left.remove(at);
        }
        return true;
    }

    private static boolean optional(@Nullable Piece a, @Nullable Piece b) {
        if (a == null || b == null) {
            return a == null && b == null;
        }
        return same(a, b);
    }

    private static boolean same(Statement a, Statement b) {
        return a.negated() == b.negated()
                && same(a.content(), b.content())
                && all(
                        a.modifiers(),
                        b.modifiers(),
                        (x, y) -> same(x.target(), y.target()) && same(x.value(), y.value()));
    }

    private static boolean same(Statement.Content a, Statement.Content b) {
        return switch (a) {
            case Statement.Value x -> b instanceof Statement.Value y && same(unified(x.piece()), unified(y.piece()));
            case Statement.Some x -> b instanceof Statement.Some y && pieces(x.symbols(), y.symbols());
            case Statement.Every x ->
                b instanceof Statement.Every y
                        && optional(x.key(), y.key())
                        && same(x.value(), y.value())
                        && same(x.domain(), y.domain())
                        && body(x.body(), y.body());
            case Statement.Not x ->
                b instanceof Statement.Not y && x.explicit() == y.explicit() && body(x.body(), y.body());
            case Statement.Logical x ->
                b instanceof Statement.Logical y
                        && x.operator().equals(y.operator())
                        && side(x.left(), y.left())
                        && side(x.right(), y.right());
        };
    }

    /** {@code plus(1, 2, z)} is {@code z = 1 + 2}. */
    private static Piece unified(Piece piece) {
        if (!(piece instanceof Piece.Infix infix)
                || infix.operands().size() != infix.operator().arity() + 1) {
            return piece;
        }
        List<Piece> operands = infix.operands().subList(0, infix.operator().arity());
        Piece call = new Piece.Infix(infix.place(), infix.operator(), infix.operatorPlace(), operands, false);
        List<Piece> sides = List.of(infix.operands().getLast(), call);
        return new Piece.Infix(infix.place(), Operator.UNIFY, infix.operatorPlace(), sides, false);
    }

    private static boolean side(Statement.Side a, Statement.Side b) {
        return a.explicit() == b.explicit() && body(a.body(), b.body());
    }

    private static boolean same(Piece a, Piece b) {
        return switch (a) {
            case Piece.Name x -> b instanceof Piece.Name y && x.text().equals(y.text());
            case Piece.Constant x -> b instanceof Piece.Constant y && x.text().equals(y.text());
            case Piece.Text x -> b instanceof Piece.Text y && x.value().equals(y.value());
            case Piece.Template x -> b instanceof Piece.Template y && x.raw() == y.raw() && parts(x, y);
            case Piece.Path x -> b instanceof Piece.Path y && same(x.head(), y.head()) && pieces(x.steps(), y.steps());
            case Piece.Call x ->
                b instanceof Piece.Call y && same(x.function(), y.function()) && pieces(x.args(), y.args());
            case Piece.Infix x ->
                b instanceof Piece.Infix y && x.operator() == y.operator() && pieces(x.operands(), y.operands());
            case Piece.Sequence x ->
                b instanceof Piece.Sequence y
                        && x.isSet() == y.isSet()
                        && (x.isSet()
                                ? anyOrder(x.elements(), y.elements(), Meaning::same)
                                : pieces(x.elements(), y.elements()));
            case Piece.Entries x ->
                b instanceof Piece.Entries y
                        && anyOrder(
                                x.entries(),
                                y.entries(),
                                (p, q) -> same(p.key(), q.key()) && same(p.value(), q.value()));
            case Piece.Comprehension x ->
                b instanceof Piece.Comprehension y
                        && x.isArray() == y.isArray()
                        && optional(x.key(), y.key())
                        && same(x.element(), y.element())
                        && body(x.body(), y.body());
        };
    }

    private static boolean parts(Piece.Template a, Piece.Template b) {
        List<Object> left = parts(a);
        List<Object> right = parts(b);
        return all(
                left,
                right,
                (x, y) -> (x instanceof Statement s && y instanceof Statement t) ? same(s, t) : x.equals(y));
    }

    /** Texts and statements in turns: a constant in braces is a part of the text around it. */
    private static List<Object> parts(Piece.Template template) {
        List<Object> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Piece.TemplatePiece part : template.parts()) {
            switch (part) {
                case Piece.PlainText plain -> text.append(plain.text());
                case Piece.ConstantHole hole ->
                    text.append(hole.constant() instanceof Piece.Text t ? t.value() : PieceText.of(hole.constant()));
                case Piece.Hole hole -> {
                    parts.add(text.toString());
                    text.setLength(0);
                    parts.add(hole.statement());
                }
            }
        }
        parts.add(text.toString());
        return parts;
    }
}
