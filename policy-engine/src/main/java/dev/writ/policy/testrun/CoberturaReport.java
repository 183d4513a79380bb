package dev.writ.policy.testrun;

import dev.writ.policy.testrun.CoverageReport.FileReport;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Coverage as Cobertura's XML (coverage-04.dtd): a package for each folder, a class for each file, the outcomes of conditions as
 * the branches of the lines where they begin. Complexity is not measured and 0.
 */
public final class CoberturaReport {
    private CoberturaReport() {}

    /** What is counted of some files. */
    private record Figures(long lines, long run, long outcomes, long seen) {
        static Figures of(List<FileReport> files) {
            long lines = 0;
            long run = 0;
            long outcomes = 0;
            long seen = 0;
            for (FileReport file : files) {
                SortedMap<Integer, Boolean> byLine = file.byLine();
                lines += byLine.size();
                run += byLine.values().stream().filter(ran -> ran).count();
                outcomes += file.outcomes();
                seen += file.seenOutcomes();
            }
            return new Figures(lines, run, outcomes, seen);
        }

        /** The attributes that all elements have. */
        String rates() {
            return " line-rate=\"" + rate(run, lines) + "\" branch-rate=\"" + rate(seen, outcomes) + "\"";
        }

        private static String rate(long part, long whole) {
            return whole == 0 ? "1" : String.format(Locale.ROOT, "%.4f", (double) part / whole);
        }
    }

    /**
     * The XML text.
     *
     * @param source the folder that the names of the files are relative to
     * @param time when the tests ran
     */
    public static String render(CoverageReport report, String source, Instant time) {
        Figures all = Figures.of(report.files());
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<coverage");
        out.append(all.rates());
        out.append(" lines-covered=\"%d\" lines-valid=\"%d\" branches-covered=\"%d\" branches-valid=\"%d\""
                .formatted(all.run(), all.lines(), all.seen(), all.outcomes()));
        out.append(" complexity=\"0\" version=\"writ\" timestamp=\"%d\">\n".formatted(time.toEpochMilli()));
        out.append("  <sources>\n    <source>").append(XmlText.content(source)).append("</source>\n  </sources>\n");
        out.append("  <packages>\n");
        Map<String, List<FileReport>> folders = report.files().stream()
                .collect(Collectors.groupingBy(file -> folder(file.name()), TreeMap::new, Collectors.toList()));
        folders.forEach((folder, files) -> {
            out.append("    <package name=\"").append(XmlText.attribute(folder)).append('"');
            out.append(Figures.of(files).rates()).append(" complexity=\"0\">\n      <classes>\n");
            files.forEach(file -> file(out, file));
            out.append("      </classes>\n    </package>\n");
        });
        return out.append("  </packages>\n</coverage>\n").toString();
    }

    private static String folder(String file) {
        int slash = file.lastIndexOf('/');
        return slash < 0 ? "" : file.substring(0, slash);
    }

    private static void file(StringBuilder out, FileReport file) {
        String name = file.name().substring(file.name().lastIndexOf('/') + 1);
        out.append("        <class name=\"").append(XmlText.attribute(name));
        out.append("\" filename=\"").append(XmlText.attribute(file.name())).append('"');
        out.append(Figures.of(List.of(file)).rates()).append(" complexity=\"0\">\n");
        out.append("          <methods/>\n          <lines>\n");
        Map<Integer, List<Condition>> conditions = file.conditions().stream()
                .collect(Collectors.groupingBy(condition -> condition.place().line()));
        file.byLine().forEach((line, run) -> line(out, line, run, conditions.getOrDefault(line, List.of())));
        out.append("          </lines>\n        </class>\n");
    }

    private static void line(StringBuilder out, int number, boolean run, List<Condition> conditions) {
        out.append("            <line number=\"%d\" hits=\"%d\" branch=\"%b\""
                .formatted(number, run ? 1 : 0, !conditions.isEmpty()));
        if (conditions.isEmpty()) {
            out.append("/>\n");
            return;
        }
        int seen = conditions.stream().mapToInt(Condition::seen).sum();
        int all = 2 * conditions.size();
        out.append(" condition-coverage=\"%d%% (%d/%d)\">\n".formatted(100 * seen / all, seen, all));
        out.append("              <conditions>\n");
        for (int i = 0; i < conditions.size(); i++) {
            out.append("                <condition number=\"%d\" type=\"jump\" coverage=\"%d%%\"/>\n"
                    .formatted(i, 50 * conditions.get(i).seen()));
        }
        out.append("              </conditions>\n            </line>\n");
    }
}
