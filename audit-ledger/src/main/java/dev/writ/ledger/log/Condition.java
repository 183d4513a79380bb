package dev.writ.ledger.log;

import dev.writ.ledger.note.Checkpoint;
import java.util.List;
import java.util.Optional;

/**
 * What was found out about a log that does not run, without changing anything.
 *
 * @param situation in one word
 * @param explanation in one sentence, which names both heads where they contradict each other
 * @param database the head of the database, under the origin that its entry 0 names; empty if it cannot be read or is of no log
 * @param pinned the pinned head; empty if there is none that can be read
 * @param published the newest checkpoint that the database holds; empty if there is none, or it is damaged
 * @param notes what else an operator should know
 */
public record Condition(
        Situation situation,
        String explanation,
        Optional<Checkpoint> database,
        Optional<Checkpoint> pinned,
        Optional<Checkpoint> published,
        List<String> notes) {
    /** Copies the notes. */
    public Condition {
        notes = List.copyOf(notes);
    }
}
