package dev.writ.api.operation;

import dev.writ.ledger.entry.Json;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A work that was asked for.
 *
 * @param id names it
 * @param kind what is done
 * @param principal id of who asked for it
 * @param state where it is
 * @param done how much is done
 * @param total of how much; empty as long as that is not known
 * @param startedAt when it was asked for
 * @param endedAt when it ended
 * @param outcome what came of it
 * @param problem why it failed
 * @param kept size of the result that can be fetched, in bytes; 0 if none can
 */
record Operation(
        UUID id,
        Kind kind,
        String principal,
        State state,
        long done,
        OptionalLong total,
        Instant startedAt,
        Optional<Instant> endedAt,
        Optional<Json> outcome,
        Optional<Json> problem,
        long kept) {}
