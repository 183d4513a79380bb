package dev.writ.policy.partial;

import java.util.List;

/**
 * What is left of a query.
 *
 * @param queries of which one must hold, in the order in which they were found; none where the query never holds
 * @param support the texts of the modules that the queries refer to besides those that are there, ordered by package
 */
public record PartialResult(List<Residual> queries, List<String> support) {
    public PartialResult {
        queries = List.copyOf(queries);
        support = List.copyOf(support);
    }

    /** All of it in Rego, under headings that are comments: what {@code --format source} prints. */
    public String source() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < queries.size(); i++) {
            out.append("# Query ")
                    .append(i + 1)
                    .append('\n')
                    .append(queries.get(i).text());
            out.append(queries.get(i).expressions().isEmpty() ? "\n" : "\n\n");
        }
        for (int i = 0; i < support.size(); i++) {
            out.append("# Module ").append(i + 1).append('\n').append(support.get(i));
        }
        return out.toString();
    }

    /**
     * One query: expressions that must all hold; none where it always holds.
     *
     * @param expressions each in Rego, on one line
     */
    public record Residual(List<String> expressions) {
        public Residual {
            expressions = List.copyOf(expressions);
        }

        /** The query in Rego, with a line for each expression; empty where it always holds. */
        public String text() {
            return String.join("\n", expressions);
        }
    }
}
