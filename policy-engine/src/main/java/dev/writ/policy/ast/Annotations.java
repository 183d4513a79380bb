package dev.writ.policy.ast;

import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One METADATA block.
 *
 * @param span from the first comment of the block to the last
 * @param scope what it speaks about
 * @param scopeWritten whether the scope was written rather than derived
 * @param title null where it is missing, as the other texts
 * @param entrypoint whether the rule or package is an entry of the policy
 * @param custom the {@code custom} map, empty where it is missing
 * @param labels the {@code labels} map, empty where it is missing
 * @param compile the {@code compile} map, or null
 */
public record Annotations(
        Span span,
        Scope scope,
        boolean scopeWritten,
        @Nullable String title,
        @Nullable String description,
        List<String> organizations,
        List<Author> authors,
        List<RelatedResource> relatedResources,
        List<Schema> schemas,
        boolean entrypoint,
        RegoObject custom,
        RegoObject labels,
        @Nullable RegoObject compile)
        implements AstNode {
    public Annotations {
        organizations = List.copyOf(organizations);
        authors = List.copyOf(authors);
        relatedResources = List.copyOf(relatedResources);
        schemas = List.copyOf(schemas);
    }

    /** The same block without what it says of schemas. */
    public Annotations withoutSchemas() {
        return new Annotations(
                span,
                scope,
                scopeWritten,
                title,
                description,
                organizations,
                authors,
                relatedResources,
                List.of(),
                entrypoint,
                custom,
                labels,
                compile);
    }

    /** What a block speaks about. */
    public enum Scope {
        RULE("rule"),
        DOCUMENT("document"),
        PACKAGE("package"),
        SUBPACKAGES("subpackages");

        private final String label;

        Scope(String label) {
            this.label = label;
        }

        /** As it is written. */
        public String label() {
            return label;
        }
    }

    /** A person; one of the two texts may be empty. */
    public record Author(String name, String email) {}

    /** A link; the description may be empty. */
    public record RelatedResource(String ref, String description) {}

    /**
     * What is known about the document at {@code path}: a reference to a schema or the schema itself.
     *
     * @param path as it was written
     * @param reference {@code schema.a.b}, or null
     * @param definition the schema, or null
     */
    public record Schema(
            String path,
            @Nullable String reference,
            @Nullable RegoObject definition) {}
}
