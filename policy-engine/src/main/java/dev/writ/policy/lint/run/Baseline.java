package dev.writ.policy.lint.run;

import dev.writ.policy.lint.Finding;
import dev.writ.policy.lint.config.ConfigException;
import dev.writ.policy.value.JsonException;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Findings that are known and not to be shown again, so that a rule can be adopted on old policies: only new findings fail.
 * A finding is known by its file, rule and line of text, so that it stays known when lines move; as many of them as there
 * were.
 */
public final class Baseline {
    private static final int VERSION = 1;

    private final Map<Key, Integer> known;

    private record Key(String file, String rule, String text) implements Comparable<Key> {
        static Key of(Finding finding) {
            return new Key(
                    finding.place().file().replace('\\', '/'),
                    finding.id(),
                    finding.place().text().strip());
        }

        @Override
        public int compareTo(Key other) {
            int files = file.compareTo(other.file);
            int rules = rule.compareTo(other.rule);
            return files != 0 ? files : rules != 0 ? rules : text.compareTo(other.text);
        }
    }

    private Baseline(Map<Key, Integer> known) {
        this.known = known;
    }

    /** The findings of a report. */
    public static Baseline of(LintReport report) {
        Map<Key, Integer> known = new TreeMap<>();
        report.findings().forEach(finding -> known.merge(Key.of(finding), 1, Integer::sum));
        return new Baseline(known);
    }

    /**
     * The baseline that {@code text} holds.
     *
     * @param file what messages call it
     * @throws ConfigException if it is none
     */
    public static Baseline read(String file, String text) {
        try {
            if (JsonReader.read(text) instanceof RegoObject root
                    && RegoNumber.of(VERSION).equals(root.get("version"))
                    && root.get("findings") instanceof RegoArray list) {
                Map<Key, Integer> known = new TreeMap<>();
                for (RegoValue element : list) {
                    add(file, element, known);
                }
                return new Baseline(known);
            }
        } catch (JsonException e) {
            throw new ConfigException("the baseline `" + file + "` is no JSON: " + e.getMessage());
        }
        throw new ConfigException("`" + file + "` is no baseline: write one with `--write-baseline`");
    }

    private static void add(String file, RegoValue element, Map<Key, Integer> known) {
        if (element instanceof RegoObject finding
                && finding.get("file") instanceof RegoString name
                && finding.get("rule") instanceof RegoString rule
                && finding.get("text") instanceof RegoString text
                && finding.get("count") instanceof RegoNumber count) {
            known.merge(new Key(name.value(), rule.value(), text.value()), (int) count.longValue(), Integer::sum);
        } else {
            throw new ConfigException(
                    "the baseline `" + file + "` has a finding without `file`, `rule`, `text` or" + " `count`");
        }
    }

    /** As JSON, sorted, a line for each member. */
    public String text() {
        List<RegoValue> findings = new ArrayList<>();
        known.forEach((key, count) -> findings.add(RegoObject.builder()
                .put("file", RegoString.of(key.file()))
                .put("rule", RegoString.of(key.rule()))
                .put("text", RegoString.of(key.text()))
                .put("count", RegoNumber.of(count))
                .build()));
        return JsonWriter.pretty(RegoObject.builder()
                        .put("version", RegoNumber.of(VERSION))
                        .put("findings", RegoArray.of(findings))
                        .build())
                + "\n";
    }

    /**
     * What of a report is new.
     *
     * @param hidden how many findings were known
     * @param gone how many known findings are not there any more
     */
    public record Compared(LintReport report, int hidden, int gone) {}

    /** The report without what is known. */
    public Compared compare(LintReport report) {
        Map<Key, Integer> left = new HashMap<>(known);
        List<Finding> fresh = new ArrayList<>();
        for (Finding finding : report.findings()) {
            Integer count = left.get(Key.of(finding));
            if (count == null || count == 0) {
                fresh.add(finding);
            } else {
                left.put(Key.of(finding), count - 1);
            }
        }
        int gone = left.values().stream().mapToInt(Integer::intValue).sum();
        return new Compared(report.withFindings(fresh), report.findings().size() - fresh.size(), gone);
    }
}
