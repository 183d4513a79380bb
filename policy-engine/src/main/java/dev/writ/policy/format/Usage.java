package dev.writ.policy.format;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The keywords that rules use and that a dialect may have to import. */
final class Usage {
    private final Set<String> keywords = new TreeSet<>();

    private Usage() {}

    static Set<String> of(List<Clause> clauses) {
        Usage usage = new Usage();
        clauses.forEach(usage::clause);
        return usage.keywords;
    }

    private void clause(@Nullable Clause clause) {
        if (clause == null) {
            return;
        }
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
        if (statement.negated() && statement.isLogical()) {
            keywords.add("not");
        }
        switch (statement.content()) {
            case Statement.Value value -> value(value.piece());
            case Statement.Some some -> some.symbols().forEach(this::piece);
            case Statement.Every every -> {
                keywords.add("every");
                piece(every.domain());
                body(every.body());
            }
            case Statement.Not not -> {
                keywords.add("not");
                body(not.body());
            }
            case Statement.Logical logical -> {
                keywords.add(logical.operator());
                body(logical.left().body());
                body(logical.right().body());
            }
        }
        for (Statement.Modifier with : statement.modifiers()) {
            piece(with.target());
            piece(with.value());
        }
    }

    private void value(Piece piece) {
        if (piece instanceof Piece.Infix infix && infix.operator().isMembership()) {
            keywords.add("in");
        }
        piece(piece);
    }

    private void piece(Piece piece) {
        switch (piece) {
            case Piece.Name p -> {}
            case Piece.Constant p -> {}
            case Piece.Text p -> {}
            case Piece.Template p -> p.parts().forEach(part -> {
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
            case Piece.Entries p -> p.entries().forEach(entry -> {
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
