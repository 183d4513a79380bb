package dev.writ.policy.parse;

import dev.writ.policy.ast.Annotations;
import dev.writ.policy.ast.Comment;
import dev.writ.policy.ast.Import;
import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.PackageDecl;
import dev.writ.policy.ast.PathSegment;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The syntax tree of a module as OPA's JSON: what {@code opa parse --format json} prints and {@code rego.parse_module}
 * gives. Where it was written is shown on request; the tree itself is the same as OPA's on every module.
 */
public final class AstJson {

    private final AstJsonOptions options;
    private final AstJsonTerms terms;

    private AstJson(AstJsonOptions options) {
        this.options = options;
        this.terms = new AstJsonTerms(options.locations());
    }

    /** The JSON form of {@code module}. */
    public static RegoObject of(Module module, AstJsonOptions options) {
        return new AstJson(options).module(module);
    }

    private RegoObject module(Module module) {
        RegoObject.Builder json = RegoObject.builder();
        json.put("package", packageDecl(module.packageDecl()));
        List<RegoValue> imports = new ArrayList<>();
        for (Import one : module.imports()) {
            imports.add(imported(one));
        }
        putUnlessEmpty(json, "imports", imports);
        AstJsonAnnotations annotations = new AstJsonAnnotations(terms, module);
        putUnlessEmpty(
                json,
                "annotations",
                module.annotations().stream()
                        .map(block -> (RegoValue) annotations.of(block))
                        .toList());
        putUnlessEmpty(json, "rules", new AstJsonRules(terms, annotations).rules(module.rules()));
        if (options.comments()) {
            putUnlessEmpty(
                    json,
                    "comments",
                    module.comments().stream()
                            .map(comment -> comment(comment, module))
                            .toList());
        }
        return json.build();
    }

    static void putUnlessEmpty(RegoObject.Builder json, String key, List<? extends RegoValue> values) {
        if (!values.isEmpty()) {
            json.put(key, RegoArray.of(values));
        }
    }

    private RegoObject packageDecl(PackageDecl decl) {
        RegoObject.Builder json = RegoObject.builder();
        List<RegoValue> path = new ArrayList<>();
        path.add(terms.var("data", decl.path().getFirst().span()));
        decl.path().forEach(segment -> path.add(terms.string(segment.name(), segment.span())));
        json.put("path", RegoArray.of(path));
        terms.locate(json, keyword(decl.span(), "package"));
        return json.build();
    }

    private RegoObject imported(Import one) {
        RegoObject.Builder json = RegoObject.builder();
        List<RegoValue> path = new ArrayList<>();
        path.add(terms.var(one.root().name(), one.root().span()));
        Span all = one.root().span();
        for (PathSegment segment : one.path()) {
            path.add(terms.string(segment.name(), segment.span()));
            all = bracketed(all.to(segment.span()));
        }
        json.put("path", terms.term("ref", RegoArray.of(path), all));
        PathSegment alias = one.alias();
        if (alias != null) {
            json.put("alias", RegoString.of(alias.name()));
            if (options.locations()) {
                json.put("alias_location", terms.location(alias.span()));
            }
        }
        terms.locate(json, keyword(one.span(), "import"));
        return json.build();
    }

    /** A reference that ends in a step in brackets ends behind the bracket. */
    private static Span bracketed(Span reference) {
        int end = reference.end();
        boolean closed = reference.file().text().startsWith("]", end);
        return closed ? new Span(reference.file(), reference.start(), end + 1) : reference;
    }

    private static Span keyword(Span statement, String keyword) {
        return new Span(statement.file(), statement.start(), statement.start() + keyword.length());
    }

    /** Comments are written by Go from a type without names for JSON, and bytes are Base64 there. */
    private RegoValue comment(Comment comment, Module module) {
        RegoObject.Builder json = RegoObject.builder();
        byte[] text = comment.text().getBytes(StandardCharsets.UTF_8);
        json.put("Text", RegoString.of(Base64.getEncoder().encodeToString(text)));
        Span place = module.annotations().stream()
                .map(Annotations::span)
                .filter(block -> block.start() == comment.span().start())
                .findFirst()
                .orElseGet(() -> line(comment.span()));
        json.put("Location", terms.location(place));
        return json.build();
    }

    /** With the carriage returns before the end of the line. */
    private static Span line(Span comment) {
        String text = comment.file().text();
        int end = comment.end();
        while (end < text.length() && text.charAt(end) == '\r') {
            end++;
        }
        return new Span(comment.file(), comment.start(), end);
    }

    /** The annotations of a block as OPA shows them, without places. */
    public static RegoObject annotations(Annotations block) {
        return AstJsonAnnotations.of(block, new AstJsonTerms(false));
    }
}
