package dev.writ.api.notification;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A receiver of notices over HTTP, without its secret.
 *
 * @param id names it in paths and in the ledger
 * @param url where notices are posted to
 * @param events names of the events that it hears of
 * @param description for people
 * @param createdAt when it was registered
 * @param disabledAt when it said that it wants to hear of nothing any more
 */
record Webhook(
        UUID id, String url, List<String> events, String description, Instant createdAt, Optional<Instant> disabledAt) {
    Webhook {
        events = List.copyOf(events);
    }
}
