package dev.writ.policy.parse;

import dev.writ.policy.ast.Annotations;
import dev.writ.policy.ast.Annotations.Scope;
import dev.writ.policy.ast.AstNode;
import dev.writ.policy.ast.Import;
import dev.writ.policy.ast.PackageDecl;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the statement that each METADATA block speaks about: the first one below it. */
final class AnnotationAttacher {
    private final List<AstNode> statements = new ArrayList<>();
    private final List<Rule> rules;
    private final List<Diagnostic> diagnostics;

    AnnotationAttacher(PackageDecl packageDecl, List<Import> imports, List<Rule> rules, List<Diagnostic> diagnostics) {
        this.rules = rules;
        this.diagnostics = diagnostics;
        statements.add(packageDecl);
        statements.addAll(imports);
        statements.addAll(rules);
        statements.sort(Comparator.comparingInt(node -> node.span().start()));
    }

    /** The annotations with the scope that follows from what is below them, where none was written. */
    List<Annotations> scope(List<Annotations> annotations) {
        List<Annotations> scoped = new ArrayList<>();
        for (Annotations block : annotations) {
            AstNode below = below(block);
            Annotations result = block.scopeWritten() ? block : derived(block, below);
            if (fits(result, below)) {
                scoped.add(result);
            }
        }
        return scoped;
    }

    private @Nullable AstNode below(Annotations block) {
        int low = 0;
        int high = statements.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (statements.get(middle).span().start() > block.span().start()) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low < statements.size() ? statements.get(low) : null;
    }

    private static Annotations derived(Annotations block, @Nullable AstNode below) {
        Scope scope = block.scope();
        if (below instanceof PackageDecl) {
            scope = Scope.PACKAGE;
        } else if (block.entrypoint()) {
            scope = Scope.DOCUMENT;
        }
        return new Annotations(
                block.span(),
                scope,
                false,
                block.title(),
                block.description(),
                block.organizations(),
                block.authors(),
                block.relatedResources(),
                block.schemas(),
                block.entrypoint(),
                block.custom(),
                block.labels(),
                block.compile());
    }

    private boolean fits(Annotations block, @Nullable AstNode below) {
        boolean onPackage = block.scope() == Scope.PACKAGE || block.scope() == Scope.SUBPACKAGES;
        boolean attached = onPackage ? below instanceof PackageDecl : below instanceof Rule;
        if (!attached) {
            String wanted = onPackage ? "a package" : "a rule";
            error(block, "METADATA with scope `" + block.scope().label() + "` must stand above " + wanted);
            return false;
        }
        if (block.entrypoint() && (block.scope() == Scope.RULE || block.scope() == Scope.SUBPACKAGES)) {
            error(
                    block,
                    "only a document or a package can be an entrypoint, not scope `"
                            + block.scope().label() + "`");
            return false;
        }
        return true;
    }

    private void error(Annotations block, String message) {
        diagnostics.add(Diagnostic.error(DiagnosticCode.PARSE, block.span(), message));
    }

    /** The rules with the annotations that stand above them. */
    List<Rule> attach(List<Annotations> annotations) {
        Map<Integer, List<Annotations>> byRuleStart = new HashMap<>();
        for (Annotations block : annotations) {
            if (below(block) instanceof Rule rule) {
                byRuleStart
                        .computeIfAbsent(rule.span().start(), start -> new ArrayList<>())
                        .add(block);
            }
        }
        return rules.stream()
                .map(rule -> {
                    List<Annotations> own = byRuleStart.get(rule.span().start());
                    return own == null ? rule : rule.withAnnotations(own);
                })
                .toList();
    }
}
