package dev.writ.api.notification;

import dev.writ.api.platform.Pages;
import java.util.Optional;
import java.util.UUID;

/** Cursors that are ids. */
final class Cursors {
    private Cursors() {}

    /** The id in a cursor; empty on the first page. */
    static Optional<UUID> id(String key) {
        if (key.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(key));
        } catch (IllegalArgumentException e) {
            throw Pages.wrongCursor().raise();
        }
    }
}
