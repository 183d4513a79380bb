package dev.writ.policy.format;

import java.util.List;

/** What OPA does not believe the place of: names made by compilers, and a minus that stands for {@code 0 - x}. */
final class Doubt {
    private Doubt() {}

    static boolean in(Piece piece) {
        return switch (piece) {
            case Piece.Name p -> p.isGenerated();
            case Piece.Constant p -> false;
            case Piece.Text p -> false;
            case Piece.Template p -> p.parts().stream().anyMatch(Doubt::in);
            case Piece.Path p -> in(p.head()) || inAny(p.steps());
            case Piece.Call p -> in(p.function()) || inAny(p.args());
            case Piece.Infix p -> p.placeless() || inAny(p.operands());
            case Piece.Sequence p -> inAny(p.elements());
            case Piece.Entries p -> p.entries().stream().anyMatch(entry -> in(entry.key()) || in(entry.value()));
            case Piece.Comprehension p -> {
                Piece key = p.key();
                yield (key != null && in(key)) || in(p.element()) || inBody(p.body());
            }
        };
    }

    private static boolean in(Piece.TemplatePiece part) {
        return part instanceof Piece.Hole hole && in(hole.statement());
    }

    private static boolean inAny(List<Piece> pieces) {
        return pieces.stream().anyMatch(Doubt::in);
    }

    static boolean inBody(List<Statement> body) {
        return body.stream().anyMatch(Doubt::in);
    }

    private static boolean in(Statement statement) {
        return in(statement.content())
                || statement.modifiers().stream().anyMatch(with -> in(with.target()) || in(with.value()));
    }

    private static boolean in(Statement.Content content) {
        return switch (content) {
            case Statement.Value c -> in(c.piece());
            case Statement.Some c -> inAny(c.symbols());
            case Statement.Every c -> {
                Piece key = c.key();
                yield (key != null && in(key)) || in(c.value()) || in(c.domain()) || inBody(c.body());
            }
            case Statement.Not c -> inBody(c.body());
            case Statement.Logical c ->
                inBody(c.left().body()) || inBody(c.right().body());
        };
    }
}
