package dev.writ.policy.check;

import dev.writ.policy.ast.Annotations;
import dev.writ.policy.ast.Annotations.Scope;
import dev.writ.policy.ast.Body;
import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.check.types.DocumentTypes;
import dev.writ.policy.check.types.SchemaException;
import dev.writ.policy.check.types.SchemaTypes;
import dev.writ.policy.check.types.Schemas;
import dev.writ.policy.parse.ParseOptions;
import dev.writ.policy.parse.RegoParser;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.source.Span;
import dev.writ.policy.type.RegoType;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the {@code schemas} of annotations say of documents, from the widest scope to the narrowest. */
final class SchemaAnnotations {
    private final Schemas schemas;
    private final List<Diagnostic> diagnostics;
    private final Map<List<RegoValue>, List<Annotations.Schema>> subpackages = new HashMap<>();
    private final Map<List<RegoValue>, List<Annotations.Schema>> packages = new HashMap<>();
    private final Map<List<RegoValue>, List<Annotations.Schema>> documents = new HashMap<>();
    private final Map<Annotations.Schema, RegoType> types = new HashMap<>();

    SchemaAnnotations(List<Module> modules, Schemas schemas, List<Diagnostic> diagnostics) {
        this.schemas = schemas;
        this.diagnostics = diagnostics;
        for (Module module : modules) {
            List<RegoValue> path = Paths.of(module.packageDecl().names());
            for (Annotations block : module.annotations()) {
                if (block.scope() == Scope.SUBPACKAGES) {
                    subpackages.put(path, block.schemas());
                } else if (block.scope() == Scope.PACKAGE) {
                    packages.put(path, block.schemas());
                }
            }
        }
    }

    /** Takes note of what stands above the rule at {@code path} and speaks about all rules there. */
    void document(CheckedRule rule) {
        for (Annotations block : rule.source().annotations()) {
            if (block.scope() == Scope.DOCUMENT) {
                documents.put(rule.path(), block.schemas());
            }
        }
    }

    /** The types that {@code input} has where a schema was given for it. */
    void input(DocumentTypes known) {
        RegoValue schema = schemas.input();
        if (schema != null) {
            try {
                known.put(DocumentTypes.input(List.of()), SchemaTypes.of(schema));
            } catch (SchemaException wrong) {
                diagnostics.add(Diagnostic.error(DiagnosticCode.TYPE, null, String.valueOf(wrong.getMessage())));
            }
        }
    }

    /**
     * The documents as a branch of a rule of {@code module} sees them. What stands above a rule alone does not speak about
     * its {@code else} branches.
     */
    DocumentTypes seenBy(CheckedRule rule, CheckedRule.Branch branch, Module module, DocumentTypes known) {
        List<RegoValue> path = Paths.of(module.packageDecl().names());
        List<Annotations.Schema> found = new ArrayList<>();
        for (int i = 0; i <= path.size(); i++) {
            found.addAll(subpackages.getOrDefault(path.subList(0, i), List.of()));
        }
        found.addAll(packages.getOrDefault(path, List.of()));
        found.addAll(documents.getOrDefault(rule.path(), List.of()));
        for (Annotations block : rule.source().annotations()) {
            if (block.scope() == Scope.RULE && branch.equals(rule.branches().getFirst())) {
                found.addAll(block.schemas());
            }
        }
        if (found.isEmpty()) {
            return known;
        }
        DocumentTypes seen = known.layer();
        found.forEach(schema -> apply(schema, branch.span(), seen));
        return seen;
    }

    private void apply(Annotations.Schema schema, Span place, DocumentTypes seen) {
        List<RegoValue> path = path(schema.path());
        if (path == null) {
            return;
        }
        try {
            RegoType type = type(schema);
            if (type != null) {
                seen.override(path, type);
            }
        } catch (SchemaException wrong) {
            diagnostics.add(Diagnostic.error(
                    DiagnosticCode.TYPE,
                    place,
                    String.valueOf(wrong.getMessage()),
                    "the annotation for `" + schema.path() + "` says so"));
        }
    }

    private @Nullable RegoType type(Annotations.Schema schema) {
        RegoType known = types.get(schema);
        if (known != null) {
            return known;
        }
        RegoValue definition = schema.definition();
        String reference = schema.reference();
        if (reference != null) {
            if (!schemas.given()) {
                return null;
            }
            definition = named(reference);
        }
        if (definition == null) {
            return null;
        }
        RegoType type = SchemaTypes.of(definition);
        types.put(schema, type);
        return type;
    }

    private RegoValue named(String reference) {
        List<RegoValue> path = path(reference);
        List<String> names = path == null ? null : Paths.strings(path.subList(1, path.size()));
        return schemas.find(names == null ? List.of() : names)
                .orElseThrow(() -> new SchemaException("undefined schema: `" + reference + "`"));
    }

    /** The name and the constant keys of a reference, or null where it is none. */
    private static @Nullable List<RegoValue> path(String text) {
        Body body = RegoParser.query(new SourceFile("", text), List.of(), ParseOptions.DEFAULT)
                .result();
        if (body == null
                || body.literals().size() != 1
                || !(body.literals().getFirst().expr() instanceof Expr.TermExpr expr)) {
            return null;
        }
        if (expr.term() instanceof Var var) {
            return List.of(RegoString.of(var.name()));
        }
        if (!(expr.term() instanceof Ref ref) || !(ref.head() instanceof Var head)) {
            return null;
        }
        List<RegoValue> path = new ArrayList<>(List.of(RegoString.of(head.name())));
        for (Term operand : ref.path()) {
            if (!(operand instanceof Term.Scalar key)) {
                return null;
            }
            path.add(key.value());
        }
        return path;
    }
}
