package dev.writ.cli.policy;

import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.parse.Keywords;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import java.util.List;

/** What a module of Rego v0 may not say if it is to mean the same in Rego v1. */
final class BothVersions {
    private BothVersions() {}

    /**
     * The rules whose name is a keyword in v1. In v0, {@code p := 1 if { x }} without an import is two rules, {@code p}
     * and {@code if}, while v1 reads one.
     */
    static List<Diagnostic> keywordsAsNames(List<Module> modules) {
        return modules.stream()
                .flatMap(module -> module.rules().stream())
                .filter(rule -> Keywords.isNewInV1(rule.head().name()))
                .map(BothVersions::refused)
                .toList();
    }

    private static Diagnostic refused(Rule rule) {
        String name = rule.head().name();
        return Diagnostic.error(
                DiagnosticCode.PARSE,
                rule.span(),
                "`" + name + "` is a keyword in Rego v1 and cannot be the name of a rule",
                "write `import rego.v1` so that it is the keyword in Rego v0 too");
    }
}
