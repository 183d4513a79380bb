package dev.writ.policy.parse;

import dev.writ.policy.ast.Annotations;
import dev.writ.policy.ast.Body;
import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** METADATA blocks as OPA's JSON, and which of them OPA shows at a rule. */
final class AstJsonAnnotations {

    private final AstJsonTerms terms;
    private final List<Target> targets = new ArrayList<>();

    /** A block and the path of the rule below it. */
    private record Target(Annotations block, List<String> path) {}

    AstJsonAnnotations(AstJsonTerms terms, Module module) {
        this.terms = terms;
        for (Annotations block : module.annotations()) {
            for (Rule rule : module.rules()) {
                if (rule.annotations().contains(block)) {
                    targets.add(new Target(block, groundPrefix(rule)));
                    break;
                }
            }
        }
    }

    RegoObject of(Annotations block) {
        return of(block, terms);
    }

    /**
     * The blocks at a rule: those of its document, and the one above it. A block of scope rule belongs to the next rule
     * of its path, once.
     */
    List<RegoValue> at(Rule rule) {
        List<RegoValue> found = new ArrayList<>();
        @Nullable Target used = null;
        List<String> path = targets.isEmpty() ? List.of() : groundPrefix(rule);
        for (Target target : targets) {
            if (!target.path().equals(path)) {
                continue;
            }
            switch (target.block().scope()) {
                case DOCUMENT -> found.add(of(target.block()));
                case RULE -> {
                    if (rule.span().line() > target.block().span().line()) {
                        found.add(of(target.block()));
                        used = target;
                    }
                }
                case PACKAGE, SUBPACKAGES -> {}
            }
        }
        if (used != null) {
            targets.remove(used);
        }
        return found;
    }

    private static List<String> groundPrefix(Rule rule) {
        List<String> path = new ArrayList<>();
        path.add(rule.head().name());
        for (Term term : rule.head().ref().subList(1, rule.head().ref().size())) {
            if (!(term instanceof Term.Scalar scalar)) {
                break;
            }
            path.add(scalar.value().toString());
        }
        return path;
    }

    static RegoObject of(Annotations block, AstJsonTerms terms) {
        RegoObject.Builder json = RegoObject.builder();
        json.put("scope", RegoString.of(block.scope().label()));
        putText(json, "title", block.title());
        putText(json, "description", block.description());
        if (block.entrypoint()) {
            json.put("entrypoint", RegoBoolean.TRUE);
        }
        AstJson.putUnlessEmpty(
                json,
                "organizations",
                block.organizations().stream().map(RegoString::of).toList());
        AstJson.putUnlessEmpty(
                json,
                "related_resources",
                block.relatedResources().stream()
                        .map(one -> pair("ref", one.ref(), "description", one.description()))
                        .toList());
        AstJson.putUnlessEmpty(
                json,
                "authors",
                block.authors().stream()
                        .map(one -> pair("name", one.name(), "email", one.email()))
                        .toList());
        AstJson.putUnlessEmpty(
                json,
                "schemas",
                block.schemas().stream().map(one -> schema(one, terms)).toList());
        RegoObject compile = block.compile();
        if (compile != null) {
            json.put("compile", compile(compile, terms));
        }
        putUnlessEmpty(json, "custom", block.custom());
        putUnlessEmpty(json, "labels", block.labels());
        terms.locate(json, block.span());
        return json.build();
    }

    private static void putText(RegoObject.Builder json, String key, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            json.put(key, RegoString.of(text));
        }
    }

    private static void putUnlessEmpty(RegoObject.Builder json, String key, RegoObject object) {
        if (object.size() > 0) {
            json.put(key, object);
        }
    }

    private static RegoObject pair(String key, String value, String optional, String text) {
        RegoObject.Builder json = RegoObject.builder();
        json.put(key, RegoString.of(value));
        putText(json, optional, text);
        return json.build();
    }

    private static RegoObject schema(Annotations.Schema schema, AstJsonTerms terms) {
        RegoObject.Builder json = RegoObject.builder();
        json.put("path", path(schema.path(), terms.withoutLocations()));
        String reference = schema.reference();
        if (reference != null) {
            json.put("schema", path(reference, terms));
        }
        RegoObject definition = schema.definition();
        if (definition != null) {
            json.put("definition", definition);
        }
        return json.build();
    }

    private static RegoObject compile(RegoObject compile, AstJsonTerms terms) {
        RegoObject.Builder json = RegoObject.builder();
        if (compile.get("unknowns") instanceof RegoArray unknowns && unknowns.size() > 0) {
            List<RegoValue> paths = new ArrayList<>();
            for (RegoValue one : unknowns) {
                paths.add(path(one instanceof RegoString text ? text.value() : one.toString(), terms));
            }
            json.put("unknowns", RegoArray.of(paths));
        }
        if (compile.get("mask_rule") instanceof RegoString rule) {
            json.put("mask_rule", path(rule.value(), terms));
        }
        return json.build();
    }

    /** The elements of a path that is written in a block. */
    private static RegoValue path(String text, AstJsonTerms terms) {
        Body body = RegoParser.query(new SourceFile("", text), List.of(), ParseOptions.DEFAULT)
                .result();
        if (body != null && body.literals().getFirst().expr() instanceof Expr.TermExpr expr) {
            RegoObject term = terms.of(expr.term());
            RegoValue value = term.get("value");
            return value instanceof RegoArray elements ? elements : RegoArray.of(term);
        }
        return RegoArray.EMPTY;
    }
}
