package dev.writ.api.audit;

import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Json;
import java.util.Map;

/**
 * What the log says of something, and the values beside it, each of which fits its commitment.
 *
 * @param entry what the entry says
 * @param payload the values that are still there, by field name
 */
public record LoggedEntry(EntryDraft entry, Map<String, Json> payload) {
    public LoggedEntry {
        payload = Map.copyOf(payload);
    }
}
