package dev.writ.policy;

import java.util.List;

/**
 * A query in Rego.
 *
 * @param text one or more expressions, such as {@code data.example.allow == true}
 * @param packagePath the package whose rules can be named without {@code data}, as it is written
 *     behind {@code package}, such as {@code a.b}; empty for none
 * @param imports what a module would import: paths such as {@code data.a.b}
 */
public record Query(String text, String packagePath, List<String> imports) {

    public Query {
        imports = List.copyOf(imports);
    }

    /** A query outside of any package. */
    public static Query of(String text) {
        return new Query(text, "", List.of());
    }
}
