package dev.writ.policy.ast;

import dev.writ.policy.source.Span;
import java.util.List;

/**
 * {@code package a.b["c"]}.
 *
 * @param span from the keyword to the end of the path
 * @param path the names below {@code data}, at least one
 */
public record PackageDecl(Span span, List<PathSegment> path) implements AstNode {
    public PackageDecl {
        path = List.copyOf(path);
    }

    /** The names alone. */
    public List<String> names() {
        return path.stream().map(PathSegment::name).toList();
    }
}
