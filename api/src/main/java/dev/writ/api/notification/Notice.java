package dev.writ.api.notification;

import dev.writ.ledger.entry.Json;
import java.util.List;

/**
 * Something that people and their tools want to hear of.
 *
 * @param event what happened
 * @param about path of the resource that it happened to, such as {@code /api/v1/change-requests/<id>}
 * @param recipients ids of the principals who are told by e-mail; webhooks hear of everything that they subscribed to
 * @param data what the notification says beyond that; holds no secret
 */
public record Notice(Event event, String about, List<String> recipients, Json.Obj data) {
    public Notice {
        recipients = List.copyOf(recipients);
    }

    /** The kinds of notices, by the names that subscriptions use. */
    public enum Event {
        /** A change request waits for the votes of the recipients. */
        WAITING("change-request.waiting"),
        /** Nobody has acted in time; the recipients are those above. */
        ESCALATED("change-request.escalated"),
        /** A change request ends soon without having been decided. */
        EXPIRING("change-request.expiring"),
        /** A change request was approved, rejected, withdrawn, or has expired. */
        DECIDED("change-request.decided"),
        /** Approvals were waived in an emergency. */
        BREAK_GLASS("change-request.break-glass"),
        /** Another person has said whether approvals were waived rightly. */
        REVIEWED("change-request.reviewed"),
        /** A permit was issued, redeemed or revoked. */
        PERMIT("permit.changed");

        private final String word;

        Event(String word) {
            this.word = word;
        }

        /** The name in subscriptions and bodies. */
        public String word() {
            return word;
        }
    }
}
