package dev.writ.api.operation;

import dev.writ.ledger.entry.Json;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An operation as callers see it.
 *
 * @param id names it
 * @param kind {@code backup} or {@code pack}
 * @param state {@code running}, {@code done} or {@code failed}
 * @param progress how far it is
 * @param started_at when it was asked for
 * @param ended_at when it ended
 * @param outcome what came of it
 * @param result path of the result, as long as that is kept
 * @param problem why it failed, as the members of an RFC 9457 problem
 */
public record OperationView(
        String id,
        String kind,
        String state,
        Done progress,
        Instant started_at,
        @Nullable Instant ended_at,
        @Nullable Json outcome,
        @Nullable String result,
        @Nullable Json problem) {
    static final String PATH = "/api/v1/operations/";

    /**
     * How far it is.
     *
     * @param done how much is done: bytes of a backup, entries of a pack
     * @param total of how much; missing as long as that is not known
     */
    public record Done(long done, @Nullable Long total) {}

    static OperationView of(Operation operation) {
        return new OperationView(
                operation.id().toString(),
                operation.kind().word(),
                operation.state().word(),
                new Done(
                        operation.done(),
                        operation.total().isPresent() ? operation.total().getAsLong() : null),
                operation.startedAt(),
                orNull(operation.endedAt()),
                orNull(operation.outcome()),
                operation.kept() > 0 ? PATH + operation.id() + "/result" : null,
                orNull(operation.problem()));
    }

    private static <T> @Nullable T orNull(Optional<T> value) {
        return value.orElse(null);
    }
}
