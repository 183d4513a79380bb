package dev.writ.policy.lint.bugs;

import dev.writ.policy.ast.Annotations;
import dev.writ.policy.ast.Comment;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.YamlReader;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** An attribute that METADATA does not have. */
public final class InvalidMetadataAttribute implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("bugs", "invalid-metadata-attribute", "an attribute that METADATA does not have");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private static final Set<String> KNOWN = Set.of(
            "scope",
            "title",
            "description",
            "related_resources",
            "authors",
            "organizations",
            "schemas",
            "entrypoint",
            "custom",
            "compile",
            "labels");

    private static final int MAX_DEPTH = 64;

    @Override
    public void check(Linted module, Sink sink) {
        for (Annotations block : module.module().annotations()) {
            List<Comment> lines = module.module().comments().stream()
                    .filter(comment -> block.span().start() < comment.span().start()
                            && comment.span().end() <= block.span().end())
                    .toList();
            String yaml = lines.stream()
                    .map(Comment::text)
                    .map(text -> text.startsWith(" ") ? text.substring(1) : text)
                    .collect(Collectors.joining("\n"));
            if (YamlReader.read(yaml, MAX_DEPTH, YamlReader.Dialect.METADATA) instanceof RegoObject map) {
                map.forEach((key, value) -> {
                    String name = key instanceof RegoString text ? text.value() : key.toString();
                    if (!KNOWN.contains(name)) {
                        report(lines, name, sink);
                    }
                });
            }
        }
    }

    private static void report(List<Comment> lines, String name, Sink sink) {
        Span place = lines.stream()
                .map(Comment::span)
                .filter(span -> span.text().replaceFirst("^#\\s?[\"']?", "").startsWith(name))
                .findFirst()
                .orElse(lines.getFirst().span());
        sink.report(place, "METADATA has no attribute `" + name + "`: put it below `custom`");
    }
}
