package dev.writ.policy.lint.style;

import dev.writ.policy.ast.Annotations;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;

/** An empty line separates annotations from what they are about. */
public final class DetachedMetadata implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("style", "detached-metadata", "an empty line separates annotations from what they are about");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Annotations block : module.module().annotations()) {
            int below = block.span().endLine() + 1;
            if (below <= module.file().lineCount()
                    && module.file().lineText(below).isBlank()
                    && !isFollowed(module, below)) {
                sink.report(block.span(), "remove the empty lines below these annotations");
            }
        }
    }

    /** Whether the next line with text starts another block of annotations. */
    private static boolean isFollowed(Linted module, int from) {
        for (int row = from; row <= module.file().lineCount(); row++) {
            String line = module.file().lineText(row).strip();
            if (!line.isEmpty()) {
                return line.startsWith("#") && line.substring(1).strip().startsWith("METADATA");
            }
        }
        return true;
    }
}
