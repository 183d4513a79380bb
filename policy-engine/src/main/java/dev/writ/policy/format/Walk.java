package dev.writ.policy.format;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Visits every statement and every piece of rules, from the outside to the inside. */
final class Walk {
    private final Consumer<Statement> statements;
    private final Consumer<Piece> pieces;

    Walk(Consumer<Statement> statements, Consumer<Piece> pieces) {
        this.statements = statements;
        this.pieces = pieces;
    }

    void clause(@Nullable Clause clause) {
        if (clause == null) {
            return;
        }
        clause.heading().path().forEach(this::piece);
        clause.heading().args().forEach(this::piece);
        optional(clause.heading().key());
        optional(clause.heading().value());
        body(clause.body());
        clause(clause.next());
    }

    private void optional(@Nullable Piece piece) {
        if (piece != null) {
            piece(piece);
        }
    }

    private void body(List<Statement> body) {
        body.forEach(this::statement);
    }

    private void statement(Statement statement) {
        statements.accept(statement);
        switch (statement.content()) {
            case Statement.Value value -> piece(value.piece());
            case Statement.Some some -> some.symbols().forEach(this::piece);
            case Statement.Every every -> {
                optional(every.key());
                piece(every.value());
                piece(every.domain());
                body(every.body());
            }
            case Statement.Not not -> body(not.body());
            case Statement.Logical logical -> {
                body(logical.left().body());
                body(logical.right().body());
            }
        }
        for (Statement.Modifier with : statement.modifiers()) {
            piece(with.target());
            piece(with.value());
        }
    }

    private void piece(Piece piece) {
        pieces.accept(piece);
        switch (piece) {
            case Piece.Name p -> {}
            case Piece.Constant p -> {}
            case Piece.Text p -> {}
            case Piece.Template p ->
                p.parts().forEach(part -> {
                    if (part instanceof Piece.Hole hole) {
                        statement(hole.statement());
                    }
                });
            case Piece.Path p -> {
                piece(p.head());
                p.steps().forEach(this::piece);
            }
            case Piece.Call p -> {
                piece(p.function());
                p.args().forEach(this::piece);
            }
            case Piece.Infix p -> p.operands().forEach(this::piece);
            case Piece.Sequence p -> p.elements().forEach(this::piece);
            case Piece.Entries p ->
                p.entries().forEach(entry -> {
                    piece(entry.key());
                    piece(entry.value());
                });
            case Piece.Comprehension p -> {
                optional(p.key());
                piece(p.element());
                body(p.body());
            }
        }
    }
}
