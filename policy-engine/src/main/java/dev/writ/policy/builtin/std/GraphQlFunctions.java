package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.Builtin.Binary;
import dev.writ.policy.builtin.Builtin.Unary;
import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.PatternCache;
import dev.writ.policy.builtin.graphql.GraphQl;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.Map;

/** Queries and schemas of GraphQL, each as a text or as a tree. Type systems of texts are remembered. */
final class GraphQlFunctions {

    /** A text that is longer is read each time, so that what is remembered stays small. */
    private static final int MAX_REMEMBERED = 1 << 20;

    private static final PatternCache.Kind<Loaded> SCHEMA = new PatternCache.Kind<>("graphql", Loaded.class);

    /** A schema whose types were checked, and its tree. */
    private record Loaded(GraphQl.Types types, RegoObject tree) {}

    private GraphQlFunctions() {}

    static Map<String, Builtin> functions() {
        return Map.of(
                "graphql.parse", (Binary) GraphQlFunctions::parse,
                "graphql.parse_and_verify", (Binary) GraphQlFunctions::parseAndVerify,
                "graphql.parse_query", (Unary) GraphQlFunctions::parseQuery,
                "graphql.parse_schema", (Unary) GraphQlFunctions::parseSchema,
                "graphql.is_valid", (Binary) GraphQlFunctions::isValid,
                "graphql.schema_is_valid", (Unary) GraphQlFunctions::schemaIsValid);
    }

    private static RegoValue parse(BuiltinContext context, RegoValue query, RegoValue schema) {
        GraphQl.Query read = query(context, query);
        Loaded loaded = schema(context, schema);
        loaded.types.check(read, context::checkpoint);
        return RegoArray.of(read.tree(), loaded.tree);
    }

    private static RegoValue parseAndVerify(BuiltinContext context, RegoValue query, RegoValue schema) {
        try {
            RegoArray trees = (RegoArray) parse(context, query, schema);
            return RegoArray.of(RegoBoolean.TRUE, trees.get(0), trees.get(1));
        } catch (BuiltinFailure invalid) {
            return RegoArray.of(RegoBoolean.FALSE, RegoObject.EMPTY, RegoObject.EMPTY);
        }
    }

    private static RegoValue parseQuery(BuiltinContext context, RegoValue query) {
        return GraphQl.query(Operands.string(query, 1), context::checkpoint).tree();
    }

    private static RegoValue parseSchema(BuiltinContext context, RegoValue schema) {
        return GraphQl.schema(Operands.string(schema, 1), context::checkpoint).tree();
    }

    private static RegoValue isValid(BuiltinContext context, RegoValue query, RegoValue schema) {
        try {
            GraphQl.Query read = query(context, query);
            schema(context, schema).types.check(read, context::checkpoint);
            return RegoBoolean.TRUE;
        } catch (BuiltinFailure invalid) {
            return RegoBoolean.FALSE;
        }
    }

    private static RegoValue schemaIsValid(BuiltinContext context, RegoValue schema) {
        try {
            schema(context, schema);
            return RegoBoolean.TRUE;
        } catch (BuiltinFailure invalid) {
            return RegoBoolean.FALSE;
        }
    }

    private static GraphQl.Query query(BuiltinContext context, RegoValue query) {
        return switch (query) {
            case RegoString text -> GraphQl.query(text.value(), context::checkpoint);
            case RegoObject tree -> GraphQl.query(tree, context::checkpoint);
            default -> throw Operands.wrongType(0, query, "string", "object");
        };
    }

    private static Loaded schema(BuiltinContext context, RegoValue schema) {
        return switch (schema) {
            case RegoString text
            when text.value().length() <= MAX_REMEMBERED ->
                context.patterns()
                        .get(SCHEMA, text.value(), key -> load(context, GraphQl.schema(key, context::checkpoint)));
            case RegoString text -> load(context, GraphQl.schema(text.value(), context::checkpoint));
            case RegoObject tree -> load(context, GraphQl.schema(tree, context::checkpoint));
            default -> throw Operands.wrongType(1, schema, "string", "object");
        };
    }

    private static Loaded load(BuiltinContext context, GraphQl.Source source) {
        return new Loaded(source.types(context::checkpoint), source.tree());
    }
}
