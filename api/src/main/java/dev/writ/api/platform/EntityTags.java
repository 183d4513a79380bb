package dev.writ.api.platform;

import dev.writ.ledger.entry.Json;
import dev.writ.ledger.merkle.TreeHash;

/** Strong entity tags of things that are told apart by what they say (RFC 9110, section 8.8.3). */
public final class EntityTags {
    private static final int DIGITS = 32;

    private EntityTags() {}

    /** The tag of a state: half of the SHA-256 of its canonical JSON. */
    public static String of(Json state) {
        return "\"" + TreeHash.sha256(state.canonical()).hex().substring(0, DIGITS) + "\"";
    }
}
