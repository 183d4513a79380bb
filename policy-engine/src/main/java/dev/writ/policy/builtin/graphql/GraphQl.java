package dev.writ.policy.builtin.graphql;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.value.RegoObject;

/** What the functions {@code graphql.*} ask of this package. Everything is bounded by the checkpoint they give. */
public final class GraphQl {

    private GraphQl() {}

    /**
     * The tree of a query.
     *
     * @throws BuiltinFailure if the text is none
     */
    public static RegoObject query(String source, Runnable checkpoint) {
        return AstWriter.write(QueryParser.parse(source, checkpoint));
    }

    /**
     * The tree of a schema, which need not make sense.
     *
     * @throws BuiltinFailure if the text is none
     */
    public static RegoObject schema(String source, Runnable checkpoint) {
        return AstWriter.write(SchemaParser.parse(source, false, checkpoint));
    }
}
