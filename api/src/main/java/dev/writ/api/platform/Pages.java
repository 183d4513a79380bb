package dev.writ.api.platform;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Cursor pagination: a cursor is the key of the last item of the page before, opaque to callers. */
@Component
public class Pages {
    private static final int STANDARD = 50;

    private final Limits limits;

    public Pages(Limits limits) {
        this.limits = limits;
    }

    /** Number of items asked for. */
    public int size(@Nullable String limit) {
        if (limit == null) {
            return STANDARD;
        }
        try {
            int size = Integer.parseInt(limit);
            if (size >= 1 && size <= limits.pageSize()) {
                return size;
            }
        } catch (NumberFormatException e) {
            // falls through to the one message for every wrong limit
        }
        throw Problem.badRequest(
                        "limit.invalid",
                        "the parameter `limit` is `" + limit + "`",
                        "send a whole number from 1 to " + limits.pageSize())
                .raise();
    }

    /** The key in a cursor; the empty text when there is no cursor. */
    public String cursor(@Nullable String cursor) {
        if (cursor == null) {
            return "";
        }
        try {
            String key = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (key.indexOf(0) >= 0) {
                throw wrongCursor().raise();
            }
            return key;
        } catch (IllegalArgumentException e) {
            throw wrongCursor().raise();
        }
    }

    /** The id in a cursor of a list that is in the order of ids that sort by time; empty when there is no cursor. */
    public Optional<UUID> after(@Nullable String cursor) {
        String key = cursor(cursor);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(key));
        } catch (IllegalArgumentException e) {
            throw wrongCursor().raise();
        }
    }

    /** The problem of a cursor that this service did not make. */
    public static Problem wrongCursor() {
        return Problem.badRequest(
                "cursor.invalid",
                "the parameter `cursor` is not one that this service made",
                "send `next` of the page before, or leave `cursor` out");
    }

    /** A page of at most {@code size} of the found items, of which there is one more than that if there is a next page. */
    public <T> Page<T> page(List<T> found, int size, Function<T, String> key) {
        if (found.size() <= size) {
            return new Page<>(found, Optional.empty());
        }
        String last = key.apply(found.get(size - 1));
        return new Page<>(
                found.subList(0, size),
                Optional.of(
                        Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(StandardCharsets.UTF_8))));
    }
}
