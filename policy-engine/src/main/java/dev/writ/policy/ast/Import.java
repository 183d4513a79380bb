package dev.writ.policy.ast;

import dev.writ.policy.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code import data.a.b as c}.
 *
 * @param span from the keyword to the end
 * @param root {@code data}, {@code input}, {@code rego} or {@code future}
 * @param path the names after the root
 * @param alias the name after {@code as}, or null
 */
public record Import(
        Span span,
        PathSegment root,
        List<PathSegment> path,
        @Nullable PathSegment alias) implements AstNode {
    public Import {
        path = List.copyOf(path);
    }

    /** True for {@code rego.v1} and {@code future.keywords}, which change the language and import nothing. */
    public boolean isLanguage() {
        return root.name().equals("rego") || root.name().equals("future");
    }

    /** The name that the module uses for it: the alias, or the last name of the path. */
    public String name() {
        PathSegment given = alias;
        if (given != null) {
            return given.name();
        }
        return path.isEmpty() ? root.name() : path.getLast().name();
    }
}
