package dev.writ.policy.lint.imports;

import dev.writ.policy.ast.Import;
import dev.writ.policy.ast.PathSegment;
import dev.writ.policy.lint.Fix;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.ModuleFacts;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import java.util.List;

/** The alias is the name that the import has anyway. */
public final class RedundantAlias implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("imports", "redundant-alias", "the alias is the name that the import has anyway");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Import imported : module.module().imports()) {
            PathSegment alias = imported.alias();
            List<String> path = ModuleFacts.path(imported);
            if (alias != null && alias.name().equals(path.getLast())) {
                int end = imported.path().isEmpty()
                        ? imported.root().span().end()
                        : imported.path().getLast().span().end();
                Fix fix = module.file()
                                .text()
                                .substring(end, alias.span().start())
                                .strip()
                                .equals("as")
                        ? Fix.replace(module.file().span(end, alias.span().end()), "")
                        : Fix.NONE;
                sink.report(imported.span(), "the import is called `" + alias.name() + "` without an alias too", fix);
            }
        }
    }
}
