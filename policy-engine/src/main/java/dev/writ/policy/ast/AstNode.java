package dev.writ.policy.ast;

import dev.writ.policy.source.Span;

/** Anything that has a place in a source file. */
public sealed interface AstNode
        permits Module,
                PackageDecl,
                Import,
                Rule,
                Head,
                ElseBranch,
                Body,
                Literal,
                With,
                Expr,
                Term,
                PathSegment,
                Comment,
                Annotations,
                TemplatePart,
                ObjectEntry {
    /** Where it was written. */
    Span span();
}
