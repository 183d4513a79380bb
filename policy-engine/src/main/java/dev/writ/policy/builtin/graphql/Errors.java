package dev.writ.policy.builtin.graphql;

import dev.writ.policy.builtin.BuiltinFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Errors in the two notations of OPA: with the place at the end, or, where there is none, as they were raised. */
final class Errors {

    /** What is wrong, and where, if that is known. */
    record Problem(@Nullable Position at, String message) {

        /** With the place in front. */
        String text() {
            if (at == null) {
                return "input: " + message;
            }
            String file = at.file().isEmpty() ? "input" : at.file();
            return file + ":" + at.line() + ":" + at.column() + ": " + message;
        }
    }

    private Errors() {}

    /** A text that cannot be parsed. */
    static BuiltinFailure syntax(Position at, String message) {
        return BuiltinFailure.error(placed(new Problem(at, message).text()));
    }

    /** A query that breaks rules: all of them, with the place of the first one. */
    static BuiltinFailure query(List<Problem> problems) {
        StringBuilder all = new StringBuilder();
        problems.forEach(problem -> all.append(problem.text()).append('\n'));
        return BuiltinFailure.error(placed(all.toString()));
    }

    /** A schema that contradicts itself. */
    static BuiltinFailure schema(@Nullable Position at, String message) {
        Position known = at == null ? new Position(-1, -1, "") : at;
        return BuiltinFailure.error(
                "Error in gqlparser SchemaDocument to Schema conversion: " + new Problem(known, message).text());
    }

    private static String placed(String text) {
        String[] parts = text.split(":", 4);
        if (parts.length < 4 || !parts[1].matches("[0-9]+") || !parts[2].matches("[0-9]+")) {
            return "GraphQL parse error: " + text;
        }
        String message = parts[3].replaceFirst("^ +", "");
        String trimmed = message.endsWith(".\n") ? message.substring(0, message.length() - 2) : message;
        return trimmed + " in GraphQL string at location " + parts[1] + ":" + parts[2];
    }
}
