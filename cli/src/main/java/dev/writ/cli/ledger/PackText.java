package dev.writ.cli.ledger;

import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.verify.PackReport;
import dev.writ.ledger.verify.ProvedEntry;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The report on an evidence pack, in words and as JSON. */
final class PackText {
    private PackText() {}

    static String text(PackReport report) {
        if (report.finding().isPresent()) {
            return "not good: " + report.finding().get();
        }
        var out = new StringBuilder("good: ")
                .append(report.entries().size())
                .append(report.entries().size() == 1 ? " entry" : " entries");
        report.checkpoint()
                .ifPresent(head -> out.append(" of `")
                        .append(head.origin())
                        .append("`, in the log of ")
                        .append(head.size())
                        .append(" entries with root ")
                        .append(head.root().base64()));
        out.append(ReportParts.keyChanges(report.keyChanges()));
        report.entries().forEach(entry -> out.append(System.lineSeparator()).append(line(entry)));
        if (!report.attachments().isEmpty()) {
            out.append(System.lineSeparator()).append("  not judged: ").append(String.join(", ", report.attachments()));
        }
        return out.toString();
    }

    private static String line(ProvedEntry proved) {
        EntryDraft draft = proved.entry().draft();
        return (proved.asked() ? "  entry " : "  explained by entry ")
                + proved.entry().seq() + ": " + draft.type()
                + ", " + draft.outcome().word() + ", " + proved.entry().time()
                + draft.policy()
                        .map(policy -> ", policy sha256:" + policy.hex())
                        .orElse("")
                + words(", disclosed: ", proved.disclosed())
                + words(", hidden: ", proved.hidden())
                + words(", erased: ", erased(proved));
    }

    private static List<String> erased(ProvedEntry proved) {
        return proved.erased().entrySet().stream()
                .map(field -> field.getKey() + " (by entry " + field.getValue() + ")")
                .toList();
    }

    private static String words(String before, List<String> words) {
        return words.isEmpty() ? "" : before + String.join(" ", words);
    }

    static ObjectNode json(PackReport report) {
        ObjectNode out = ReportParts.begin(report.good(), report.checkpoint());
        var entries = out.putArray("entries");
        for (ProvedEntry proved : report.entries()) {
            var entry = entries.addObject()
                    .put("index", proved.entry().seq())
                    .put("asked", proved.asked())
                    .put("type", proved.entry().draft().type())
                    .put("outcome", proved.entry().draft().outcome().word());
            var disclosed = entry.putArray("disclosed");
            proved.disclosed().forEach(disclosed::add);
            var hidden = entry.putArray("hidden");
            proved.hidden().forEach(hidden::add);
            if (!proved.erased().isEmpty()) {
                var erased = entry.putObject("erased");
                proved.erased().forEach(erased::put);
            }
        }
        out.put("key_changes", report.keyChanges());
        var attachments = out.putArray("not_judged");
        report.attachments().forEach(attachments::add);
        ReportParts.end(out, report.finding());
        return out;
    }
}
