package dev.writ.policy.builtin.graphql;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.value.RegoObject;

/** What the functions {@code graphql.*} ask of this package. Everything is bounded by the checkpoint they give. */
public final class GraphQl {

    /** A query that was read. Immutable. */
    public static final class Query {
        private final QueryDocument document;

        private Query(QueryDocument document) {
            this.document = document;
        }

        /** Its tree. */
        public RegoObject tree() {
            return AstWriter.write(document);
        }
    }

    /** A schema that was read, which need not make sense. Immutable. */
    public static final class Source {
        private final SchemaDocument document;

        private Source(SchemaDocument document) {
            this.document = document;
        }

        /** Its tree. */
        public RegoObject tree() {
            return AstWriter.write(document);
        }

        /**
         * The type system it describes.
         *
         * @throws BuiltinFailure if it contradicts itself
         */
        public Types types(Runnable checkpoint) {
            return new Types(SchemaBuilder.build(document, checkpoint));
        }
    }

    /** A type system. Immutable. */
    public static final class Types {
        private final Schema schema;

        private Types(Schema schema) {
            this.schema = schema;
        }

        /**
         * Checks a query against it.
         *
         * @throws BuiltinFailure if the query breaks a rule
         */
        public void check(Query query, Runnable checkpoint) {
            Validator.check(schema, query.document, checkpoint);
        }
    }

    private GraphQl() {}

    /**
     * Reads a query.
     *
     * @throws BuiltinFailure if the text is none
     */
    public static Query query(String text, Runnable checkpoint) {
        return new Query(QueryParser.parse(text, checkpoint));
    }

    /**
     * Reads a query from its tree.
     *
     * @throws BuiltinFailure if it is none
     */
    public static Query query(RegoObject tree, Runnable checkpoint) {
        return new Query(AstReader.query(tree, checkpoint));
    }

    /**
     * Reads a schema.
     *
     * @throws BuiltinFailure if the text is none
     */
    public static Source schema(String text, Runnable checkpoint) {
        return new Source(SchemaParser.parse(text, false, checkpoint));
    }

    /**
     * Reads a schema from its tree.
     *
     * @throws BuiltinFailure if it is none
     */
    public static Source schema(RegoObject tree, Runnable checkpoint) {
        return new Source(AstReader.schema(tree, checkpoint));
    }
}
