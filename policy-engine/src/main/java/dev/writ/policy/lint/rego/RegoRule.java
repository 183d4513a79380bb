package dev.writ.policy.lint.rego;

import dev.writ.policy.Evaluation;
import dev.writ.policy.PreparedPolicy;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.parse.AstJson;
import dev.writ.policy.parse.AstJsonOptions;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule that is written in Rego. Its input is the syntax tree with places, and {@code regal.file} with name and lines. */
final class RegoRule implements LintRule {
    private static final AstJsonOptions WITH_PLACES = new AstJsonOptions(true, true);

    private final RuleInfo info;
    private final PreparedPolicy report;
    private final String basis;

    /** A rule; {@code basis} stands for all modules that it may use. */
    RegoRule(RuleInfo info, PreparedPolicy report, String basis) {
        this.info = info;
        this.report = report;
        this.basis = basis;
    }

    @Override
    public String basis() {
        return basis;
    }

    @Override
    public RuleInfo info() {
        return info;
    }

    @Override
    public void check(Linted module, Sink sink) {
        switch (report.evaluate(input(module))) {
            case Evaluation.Defined defined -> findings(defined.value()).forEach(found -> add(module, found, sink));
            case Evaluation.Undefined undefined -> {}
            case Evaluation.Failed failed ->
                throw new IllegalStateException(failed.diagnostics().getFirst().message());
        }
    }

    private static RegoObject input(Linted module) {
        RegoObject.Builder input = RegoObject.builder();
        AstJson.of(module.module(), WITH_PLACES).forEach(input::put);
        List<RegoValue> lines = new ArrayList<>();
        for (int row = 1; row <= module.file().lineCount(); row++) {
            lines.add(RegoString.of(module.file().lineText(row)));
        }
        RegoObject file = RegoObject.builder()
                .put("name", RegoString.of(module.file().name()))
                .put("lines", RegoArray.of(lines))
                .build();
        return input.put("regal", RegoObject.builder().put("file", file).build())
                .build();
    }

    private static List<RegoValue> findings(RegoValue value) {
        return switch (value) {
            case RegoSet set -> set.toList();
            case RegoArray array -> array.toList();
            default -> throw new IllegalStateException("`report` must be a set of findings");
        };
    }

    private void add(Linted module, RegoValue found, Sink sink) {
        String message = info.summary();
        if (member(found, "description") instanceof RegoString text
                && !text.value().isBlank()) {
            message = text.value();
        }
        if (member(found, "message") instanceof RegoString text && !text.value().isBlank()) {
            message = text.value();
        }
        sink.report(place(module.file(), member(found, "location")), message);
    }

    /** The place of a finding; one without a place is about the file as a whole. */
    private static Span place(SourceFile file, @Nullable RegoValue location) {
        int row = number(member(location, "row"), 1, file.lineCount());
        String line = file.lineText(row);
        int start = offset(file, row, number(member(location, "col"), 1, line.length() + 1));
        RegoValue end = member(location, "end");
        if (end == null) {
            return file.span(start, file.lineStart(row) + line.length());
        }
        int endRow = number(member(end, "row"), row, file.lineCount());
        int endOffset = offset(
                file,
                endRow,
                number(member(end, "col"), 1, file.lineText(endRow).length() + 1));
        return file.span(start, Math.max(start, endOffset));
    }

    private static int offset(SourceFile file, int row, int column) {
        String line = file.lineText(row);
        int points = Math.min(column - 1, line.codePointCount(0, line.length()));
        return file.lineStart(row) + line.offsetByCodePoints(0, points);
    }

    private static int number(@Nullable RegoValue value, int least, int most) {
        long number = value instanceof RegoNumber n && n.isLong() ? n.longValue() : least;
        return Math.clamp(number, least, Math.max(least, most));
    }

    private static @Nullable RegoValue member(@Nullable RegoValue value, String name) {
        return value instanceof RegoObject object ? object.get(name) : null;
    }
}
