package dev.writ.api.audit;

import dev.writ.ledger.log.Condition;
import dev.writ.ledger.note.Checkpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an operator is told about a log that does not run.
 *
 * @param log its name
 * @param condition what was found
 * @param waiting drafts in the outbox
 * @param written the head that the pin was written from, if it was
 */
public record RepairReport(String log, Condition condition, int waiting, Optional<Checkpoint> written) {
    /** Exit code: a start goes on by itself. */
    public static final int STARTS = 0;

    /** Exit code: somebody has to choose one of the ways on. */
    public static final int NEEDS_SOMEBODY = 3;

    /** The exit code. */
    public int exitCode() {
        return condition.situation().starts() ? STARTS : NEEDS_SOMEBODY;
    }

    /** For people; lines without a line feed at the end. */
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add("log `" + log + "`: " + condition.situation().label());
        lines.add("  database   " + head(condition.database()));
        lines.add("  pin        " + head(condition.pinned()));
        lines.add("  published  " + head(condition.published()));
        lines.add("  outbox     " + waiting + (waiting == 1 ? " draft waits" : " drafts wait"));
        lines.add("");
        lines.add(condition.explanation());
        condition.notes().forEach(note -> lines.add("note: " + note));
        lines.add("");
        lines.add(condition.situation().starts() ? "way on:" : "ways on:");
        ways().forEach(way -> lines.add("- " + way.text()));
        lines.add("");
        lines.add(written.map(head -> "the pin was written: " + head(written)).orElse("nothing was changed"));
        return String.join("\n", lines);
    }

    private static String head(Optional<Checkpoint> head) {
        return head.map(at -> at.size() + " entries, root " + at.root().base64() + ", of `" + at.origin() + "`")
                .orElse("none");
    }

    /** For machines: one JSON object. */
    public String json() {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("log", log)
                .put("situation", condition.situation().label())
                .put("starts", condition.situation().starts())
                .put("explanation", condition.explanation());
        head(out, "database", condition.database());
        head(out, "pin", condition.pinned());
        head(out, "published", condition.published());
        out.put("outbox", waiting);
        var notes = out.putArray("notes");
        condition.notes().forEach(notes::add);
        var ways = out.putArray("ways");
        ways().forEach(way -> ways.addObject().put("way", way.code()).put("text", way.text()));
        head(out, "pin_written", written);
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(out);
    }

    private static void head(ObjectNode out, String name, Optional<Checkpoint> head) {
        if (head.isEmpty()) {
            out.putNull(name);
        } else {
            out.putObject(name)
                    .put("origin", head.get().origin())
                    .put("size", head.get().size())
                    .put("root", head.get().root().base64());
        }
    }

    /** A lawful way on. */
    record Way(String code, String text) {}

    private List<Way> ways() {
        return switch (condition.situation()) {
            case NEW, FINE -> List.of(new Way("start", "start the service"));
            case AHEAD ->
                List.of(new Way(
                        "resume",
                        "start the service: it checks that the entries after the pin extend it, signs the new head and goes"
                                + " on"));
            case ROLLED_BACK ->
                List.of(restore("the newest copy of the database that exists, and look again"), newLog());
            case FORKED ->
                List.of(
                        new Way(
                                "verify",
                                "find out what was changed: `writ ledger verify` of this database with the keys of the log"
                                        + " and `--since` the newest checkpoint that you trust"),
                        restore("a copy of the database that was not changed, and look again"),
                        newLog());
            case OTHER_LOG ->
                List.of(
                        new Way(
                                "correct",
                                "name the database and the data folder that belong together, by `--data-dir` or `--db-url`"),
                        restore("the database of the pinned log"));
            case PIN_MISSING, PIN_DAMAGED ->
                List.of(
                        new Way(
                                "checkpoint",
                                "get the newest checkpoint that a witness, a verifier or another node keeps, and give it by"
                                        + " `serve --checkpoint FILE` if the pin is missing, or by `ledger repair --pin-from"
                                        + " FILE`; the one in the database cannot tell an old copy from the newest"),
                        newLog());
            case KEYS_MISSING, KEYS_DIFFER ->
                List.of(
                        new Way(
                                "keys",
                                "copy the key files of the log beside the pin, from your safe copy or from another node"),
                        newLog());
            case DATABASE_DAMAGED ->
                List.of(restore("a copy of the database in which nothing is missing, and look again"), newLog());
        };
    }

    private static Way restore(String what) {
        return new Way("restore", "restore " + what);
    }

    private Way newLog() {
        String old = condition
                .pinned()
                .or(condition::database)
                .map(head ->
                        " (" + head.size() + " entries, root " + head.root().base64() + ")")
                .orElse("");
        return new Way(
                "new-log",
                "if there is none, start a new log under another name: `serve` with a new `--data-dir`, a new `--origin`"
                        + " and an empty database. Keep what is left of the old one, and tell everybody who relies on it"
                        + " where it ended" + old);
    }
}
