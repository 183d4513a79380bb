package dev.writ.policy.lint.bugs;

import dev.writ.policy.ast.Comment;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import java.util.regex.Pattern;

/** Comment looks like an annotation and belongs to no METADATA block. */
public final class AnnotationWithoutMetadata implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of(
            "bugs", "annotation-without-metadata", "comment looks like an annotation and belongs to no METADATA block");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private static final Pattern ANNOTATION = Pattern.compile(
            "(scope|title|description|related_resources|authors|organizations|schemas|entrypoint|custom)\\s*:.*");

    @Override
    public void check(Linted module, Sink sink) {
        int lastRow = -1;
        for (Comment comment : module.module().comments()) {
            int row = comment.span().line();
            boolean startsBlock = row != lastRow + 1;
            lastRow = row;
            boolean annotation = ANNOTATION.matcher(comment.text().strip()).matches();
            if (startsBlock && annotation && comment.span().column() == 1) {
                sink.report(comment.span(), "this is no annotation without a line `# METADATA` above it");
            }
        }
    }
}
