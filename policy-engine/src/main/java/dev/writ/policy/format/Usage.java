package dev.writ.policy.format;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The keywords that rules use and that a dialect may have to import. */
final class Usage {
    private Usage() {}

    static Set<String> of(List<Clause> clauses) {
        Set<String> keywords = new TreeSet<>();
        Walk walk = new Walk(statement -> add(statement, keywords), piece -> {});
        clauses.forEach(walk::clause);
        return keywords;
    }

    private static void add(Statement statement, Set<String> keywords) {
        if (statement.negated() && statement.isLogical()) {
            keywords.add("not");
        }
        switch (statement.content()) {
            case Statement.Value value -> {
                if (value.piece() instanceof Piece.Infix infix
                        && infix.operator().isMembership()) {
                    keywords.add("in");
                }
            }
            case Statement.Some some -> {}
            case Statement.Every every -> keywords.add("every");
            case Statement.Not not -> keywords.add("not");
            case Statement.Logical logical -> keywords.add(logical.operator());
        }
    }
}
