package dev.writ.api.notification;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What became of one notice at one receiver.
 *
 * @param id also in the header {@code webhook-id} and in the message id of an e-mail
 * @param event name of the event
 * @param about path of the resource that it is about
 * @param principal id of the recipient of an e-mail
 * @param state {@code pending}, {@code delivered} or {@code dead}
 * @param attempts how often it was tried
 * @param nextAt when it is tried next
 * @param lastStatus HTTP status of the last answer
 * @param lastError why the last attempt failed
 * @param createdAt when the notice was added
 */
record Delivery(
        UUID id,
        String event,
        String about,
        Optional<String> principal,
        String state,
        int attempts,
        Optional<Instant> nextAt,
        Optional<Integer> lastStatus,
        Optional<String> lastError,
        Instant createdAt) {}
