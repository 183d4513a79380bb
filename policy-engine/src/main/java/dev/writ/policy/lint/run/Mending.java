package dev.writ.policy.lint.run;

import dev.writ.policy.lint.Finding;
import dev.writ.policy.lint.Project;
import dev.writ.policy.source.SourceText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Applies the fixes of findings until none is left to apply.
 *
 * @param report what is found afterwards
 * @param texts the new texts of the files that change, by name
 * @param applied the findings that were mended
 */
public record Mending(LintReport report, Map<String, String> texts, List<Finding> applied) {
    /** Fixes may make others possible; they never go on for ever. */
    private static final int ROUNDS = 10;

    public Mending {
        texts = Map.copyOf(texts);
        applied = List.copyOf(applied);
    }

    /** Mends the files of a workspace, in memory. A text that would not be Rego any more is left as it was. */
    public static Mending of(Linter linter, List<SourceInput> inputs, Project.Surroundings surroundings) {
        Map<String, SourceInput> current = new LinkedHashMap<>();
        inputs.forEach(input -> current.put(input.name(), input));
        Map<String, String> texts = new LinkedHashMap<>();
        List<Finding> applied = new ArrayList<>();
        LintReport report = linter.lint(current.values(), surroundings);
        for (int round = 0; round < ROUNDS; round++) {
            int before = applied.size();
            for (SourceInput input : List.copyOf(current.values())) {
                List<Finding> own = report.findings().stream()
                        .filter(finding -> finding.place().file().equals(input.name()))
                        .filter(finding -> !finding.fix().isNone())
                        .toList();
                String text =
                        SourceText.decode(input.name(), input.bytes()).file().text();
                Fixes.Mended mended = Fixes.apply(text, own);
                SourceInput next = input.withBytes(mended.text().getBytes(StandardCharsets.UTF_8));
                if (!mended.text().equals(text) && ReadModule.of(next).module() != null) {
                    current.put(input.name(), next);
                    texts.put(input.name(), mended.text());
                    applied.addAll(mended.applied());
                }
            }
            if (applied.size() == before) {
                break;
            }
            report = linter.lint(current.values(), surroundings);
        }
        return new Mending(report, texts, applied);
    }

    /** The files as they are afterwards, where the texts of {@code failed} have stayed what they were. */
    public List<SourceInput> inputs(List<SourceInput> before, Set<String> failed) {
        return before.stream()
                .map(input -> {
                    String text = failed.contains(input.name()) ? null : texts.get(input.name());
                    return text == null ? input : input.withBytes(text.getBytes(StandardCharsets.UTF_8));
                })
                .toList();
    }
}
