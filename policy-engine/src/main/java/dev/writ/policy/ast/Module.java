package dev.writ.policy.ast;

import dev.writ.policy.source.SourceFile;
import dev.writ.policy.source.Span;
import java.util.List;

/**
 * One file of Rego.
 *
 * @param span the whole text
 * @param version the dialect that it was read in
 * @param packageDecl its package
 * @param imports in the order of the text
 * @param rules in the order of the text
 * @param annotations all METADATA blocks in the order of the text; those that belong to a rule are in the rule too
 * @param comments all comments in the order of the text
 */
public record Module(
        Span span,
        RegoVersion version,
        PackageDecl packageDecl,
        List<Import> imports,
        List<Rule> rules,
        List<Annotations> annotations,
        List<Comment> comments)
        implements AstNode {
    public Module {
        imports = List.copyOf(imports);
        rules = List.copyOf(rules);
        annotations = List.copyOf(annotations);
        comments = List.copyOf(comments);
    }

    /** The same module where no annotation says anything of schemas. */
    public Module withoutSchemas() {
        List<Rule> plain = rules.stream()
                .map(rule -> rule.withAnnotations(rule.annotations().stream()
                        .map(Annotations::withoutSchemas)
                        .toList()))
                .toList();
        List<Annotations> blocks =
                annotations.stream().map(Annotations::withoutSchemas).toList();
        return new Module(span, version, packageDecl, imports, plain, blocks, comments);
    }

    /** The file it was read from. */
    public SourceFile file() {
        return span.file();
    }
}
