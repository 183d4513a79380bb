package dev.writ.api.notification;

import dev.writ.api.platform.Tenant;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A delivery that is due, with what it says.
 *
 * @param tenant whose notice it is
 * @param id of the delivery, the same in every attempt
 * @param receiver id of a webhook, or {@link #MAIL}
 * @param principal id of the recipient of an e-mail
 * @param claims how often somebody has set out to send it; whoever raises it is the one who sends
 * @param attempts how often it was tried since it was asked for, without this time
 * @param event name of the event
 * @param about path of the resource that it is about
 * @param content further members, as JSON
 * @param at when it happened
 * @param end how it has ended, if it is sent no more and only the log has to be told
 */
record Outgoing(
        Tenant tenant,
        UUID id,
        String receiver,
        Optional<String> principal,
        long claims,
        int attempts,
        String event,
        String about,
        String content,
        Instant at,
        Optional<Attempt> end) {
    /** The receiver of every e-mail. */
    static final String MAIL = "mail";

    /** The event of a test. */
    static final String TEST = "webhook.test";

    /** Whether it goes out by e-mail. */
    boolean isMail() {
        return receiver.equals(MAIL);
    }

    /** The webhook that it goes to. */
    UUID webhook() {
        return UUID.fromString(receiver);
    }

    /** Where it goes. */
    Destination destination() {
        return new Destination(tenant, receiver);
    }

    /** How often it will have been tried once it was claimed: what has ended is not tried again. */
    int attemptsOnceClaimed() {
        return end.isPresent() ? attempts : attempts + 1;
    }

    /** The same, claimed once more. */
    Outgoing claimed() {
        return new Outgoing(
                tenant, id, receiver, principal, claims + 1, attemptsOnceClaimed(), event, about, content, at, end);
    }
}
