package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.Builtin.Unary;
import dev.writ.policy.builtin.graphql.GraphQl;
import java.util.Map;

/** Queries and schemas of GraphQL. */
final class GraphQlFunctions {

    private GraphQlFunctions() {}

    static Map<String, Builtin> functions() {
        return Map.of(
                "graphql.parse_query",
                        (Unary) (context, source) -> GraphQl.query(Operands.string(source, 1), context::checkpoint),
                "graphql.parse_schema",
                        (Unary) (context, source) -> GraphQl.schema(Operands.string(source, 1), context::checkpoint));
    }
}
