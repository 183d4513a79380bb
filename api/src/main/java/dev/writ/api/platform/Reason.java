package dev.writ.api.platform;

import dev.writ.ledger.entry.Json;
import java.util.List;

/**
 * Body of a request that has to say why, and nothing else; the reason is kept beside the log and can be erased.
 *
 * @param reason in words for people
 */
public record Reason(String reason) {
    /** Longest reason in characters. */
    public static final int LONGEST = 2_000;

    /** Reads a body; a 422 problem names what is wrong with it. */
    public static String read(Json.Obj body) {
        return Fields.of(body, "", List.of("reason")).text("reason", LONGEST);
    }
}
