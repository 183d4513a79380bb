package dev.writ.policy.check;

import dev.writ.policy.ast.Annotations;
import dev.writ.policy.ast.Annotations.Scope;
import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.value.RegoValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds METADATA blocks that speak about the same package or document. */
final class AnnotationConflicts {
    private final List<Diagnostic> diagnostics;
    private final Map<Scope, Map<List<RegoValue>, Annotations>> known = new HashMap<>();

    private AnnotationConflicts(List<Diagnostic> diagnostics) {
        this.diagnostics = diagnostics;
    }

    static void check(List<Module> modules, List<ModuleScope> scopes, List<Diagnostic> diagnostics) {
        AnnotationConflicts conflicts = new AnnotationConflicts(diagnostics);
        for (int i = 0; i < modules.size(); i++) {
            conflicts.module(modules.get(i), scopes.get(i));
        }
    }

    private void module(Module module, ModuleScope scope) {
        for (Annotations block : module.annotations()) {
            if (block.scope() == Scope.PACKAGE || block.scope() == Scope.SUBPACKAGES) {
                add(block, scope.packagePath());
            }
        }
        for (Rule rule : module.rules()) {
            for (Annotations block : rule.annotations()) {
                if (block.scope() == Scope.DOCUMENT) {
                    add(block, RuleHeader.of(scope, rule).path());
                }
            }
        }
    }

    private void add(Annotations block, List<RegoValue> path) {
        Annotations first =
                known.computeIfAbsent(block.scope(), scope -> new HashMap<>()).putIfAbsent(path, block);
        if (first != null) {
            diagnostics.add(Diagnostic.error(
                    DiagnosticCode.TYPE,
                    block.span(),
                    block.scope().label() + " annotation redeclared: "
                            + first.span().place(),
                    "put both into one block"));
        }
    }
}
