package dev.writ.api.approval;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The life of a change request: open, then exactly one of the others; executed follows approved. */
enum State {
    /** Waits for votes. */
    OPEN,
    /** What was asked may be done. */
    APPROVED,
    /** The rules, or somebody who may vote, said no. */
    REJECTED,
    /** Nobody decided in time. */
    EXPIRED,
    /** The requester gave it up. */
    WITHDRAWN,
    /** Its permit is used up. */
    EXECUTED;

    /** As in rows and answers. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static State of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    static List<String> words() {
        return Arrays.stream(values()).map(State::word).toList();
    }
}
