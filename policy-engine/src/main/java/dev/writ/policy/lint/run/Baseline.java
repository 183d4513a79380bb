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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Findings that are known and not to be shown again, so that a rule can be adopted on old policies: only new findings fail.
 * A finding is known by its file, rule and line of text, so that it stays known when lines move; as many of them as there
 * were. Files are named from the directory of the baseline, however the run names them.
 */
public final class Baseline {
    private static final int VERSION = 1;

    private final Map<Key, Integer> known;
    private final Path directory;

    private record Key(String file, String rule, String text) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int files = file.compareTo(other.file);
            int rules = rule.compareTo(other.rule);
            return files != 0 ? files : rules != 0 ? rules : text.compareTo(other.text);
        }
    }

    private Baseline(Map<Key, Integer> known, Path directory) {
        this.known = known;
        this.directory = directory;
    }

    /**
     * The findings of a report. A file that is no Rego stays out: what is wrong in it now may hide what will be.
     *
     * @param file where it will be written
     */
    public static Baseline of(LintReport report, Path file) {
        Baseline baseline = new Baseline(new TreeMap<>(), BaselineNames.directory(file));
        BaselineNames names = new BaselineNames(baseline.directory);
        report.findings().stream()
                .filter(Baseline::canBeKnown)
                .forEach(finding -> baseline.known.merge(key(finding, names), 1, Integer::sum));
        return baseline;
    }

    private static boolean canBeKnown(Finding finding) {
        return !finding.category().equals(ReadModule.CATEGORY);
    }

    private static Key key(Finding finding, BaselineNames names) {
        return new Key(
                names.of(finding.place().file()),
                finding.id(),
                finding.place().text().strip());
    }

    /** How many findings it knows. */
    public long size() {
        return known.values().stream().mapToLong(Integer::longValue).sum();
    }

    /**
     * The baseline that {@code text} holds.
     *
     * @param file where it was read: its names are relative to that directory
     * @throws ConfigException if it is none
     */
    public static Baseline read(Path file, String text) {
        try {
            if (JsonReader.read(text) instanceof RegoObject root
                    && RegoNumber.of(VERSION).equals(root.get("version"))
                    && root.get("findings") instanceof RegoArray list) {
                Map<Key, Integer> known = new TreeMap<>();
                for (RegoValue element : list) {
                    add(file, element, known);
                }
                return new Baseline(known, BaselineNames.directory(file));
            }
        } catch (JsonException e) {
            throw new ConfigException("the baseline `" + file + "` is no JSON: " + e.getMessage());
        }
        throw new ConfigException("`" + file + "` is no baseline: write one with `--write-baseline`");
    }

    private static void add(Path file, RegoValue element, Map<Key, Integer> known) {
        if (element instanceof RegoObject finding
                && finding.get("file") instanceof RegoString name
                && finding.get("rule") instanceof RegoString rule
                && finding.get("text") instanceof RegoString text
                && finding.get("count") instanceof RegoNumber count) {
            Key key = new Key(name.value(), rule.value(), text.value());
            long sum = known.getOrDefault(key, 0) + (isCount(count) ? count.longValue() : Integer.MAX_VALUE + 1L);
            if (sum > Integer.MAX_VALUE) {
                throw new ConfigException("the baseline `" + file + "` has a `count` of " + count
                        + ": it must be a whole number from 1 to " + Integer.MAX_VALUE);
            }
            known.put(key, (int) sum);
        } else {
            throw new ConfigException(
                    "the baseline `" + file + "` has a finding without `file`, `rule`, `text` or" + " `count`");
        }
    }

    private static boolean isCount(RegoNumber count) {
        return count.isLong() && count.longValue() >= 1 && count.longValue() <= Integer.MAX_VALUE;
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
    public record Compared(LintReport report, int hidden, long gone) {}

    /** The report without what is known. */
    public Compared compare(LintReport report) {
        Map<Key, Integer> left = new HashMap<>(known);
        List<Finding> fresh = new ArrayList<>();
        BaselineNames names = new BaselineNames(directory);
        for (Finding finding : report.findings()) {
            Key key = key(finding, names);
            int count = canBeKnown(finding) ? left.getOrDefault(key, 0) : 0;
            if (count == 0) {
                fresh.add(finding);
            } else {
                left.put(key, count - 1);
            }
        }
        long gone = left.values().stream().mapToLong(Integer::longValue).sum();
        return new Compared(report.withFindings(fresh), report.findings().size() - fresh.size(), gone);
    }
}
