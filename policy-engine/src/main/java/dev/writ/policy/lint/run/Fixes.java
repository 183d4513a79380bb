package dev.writ.policy.lint.run;

import dev.writ.policy.lint.Finding;
import dev.writ.policy.lint.Fix.Edit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Applies what findings of one text offer. */
public final class Fixes {
    private Fixes() {}

    /**
     * A mended text.
     *
     * @param applied the findings that were mended; what overlaps another one waits for the next round
     */
    public record Mended(String text, List<Finding> applied) {
        public Mended {
            applied = List.copyOf(applied);
        }
    }

    /** The text with the fixes of {@code findings}. */
    public static Mended apply(String text, Collection<Finding> findings) {
        List<Edit> chosen = new ArrayList<>();
        List<Finding> applied = new ArrayList<>();
        for (Finding finding : findings.stream().sorted(Finding.order()).toList()) {
            List<Edit> edits = finding.fix().edits();
            if (!edits.isEmpty() && edits.stream().noneMatch(edit -> overlaps(edit, chosen))) {
                chosen.addAll(edits);
                applied.add(finding);
            }
        }
        chosen.sort(Comparator.comparingInt(Edit::start).reversed());
        StringBuilder out = new StringBuilder(text);
        for (Edit edit : chosen) {
            out.replace(edit.start(), edit.end(), edit.text());
        }
        return new Mended(out.toString(), applied);
    }

    private static boolean overlaps(Edit edit, List<Edit> others) {
        return others.stream()
                .anyMatch(other ->
                        (edit.start() < other.end() && other.start() < edit.end()) || edit.start() == other.start());
    }
}
