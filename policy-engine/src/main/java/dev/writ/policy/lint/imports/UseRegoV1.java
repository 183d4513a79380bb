package dev.writ.policy.lint.imports;

import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.ModuleFacts;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import java.util.List;

/** Import `rego.v1`. */
public final class UseRegoV1 implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("imports", "use-rego-v1", "import `rego.v1`").forV0();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        boolean imported = module.module().imports().stream()
                .anyMatch(each -> ModuleFacts.path(each).equals(List.of("rego", "v1")));
        if (!imported) {
            sink.report(module.module().packageDecl().span(), "the module does not import `rego.v1`");
        }
    }
}
