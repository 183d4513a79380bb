package dev.writ.api.audit;

import dev.writ.api.platform.Nearest;
import dev.writ.api.platform.Problem;
import dev.writ.ledger.entry.Timestamp;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.util.MultiValueMap;

/**
 * What a search for entries is narrowed to; empty members do not narrow.
 *
 * @param resource id of a resource
 * @param digest SHA-256 of an artifact
 * @param actor who takes part in whatever role: id of a principal, or the random id that stands for one
 * @param policy a policy revision
 * @param type type of the entries
 * @param from first moment
 * @param to moment after the last one
 * @param newestFirst the order
 */
record EntryFilter(
        Optional<String> resource,
        Optional<Hash> digest,
        Optional<String> actor,
        Optional<Hash> policy,
        Optional<String> type,
        Optional<Timestamp> from,
        Optional<Timestamp> to,
        boolean newestFirst) {
    private static final List<String> NARROWING =
            List.of("resource", "digest", "actor", "policy", "type", "from", "to", "order");
    private static final List<String> PARAMETERS =
            List.of("resource", "digest", "actor", "policy", "type", "from", "to", "order", "cursor", "limit");
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_.-]{0,63}");
    private static final int LONGEST = 500;

    /**
     * Reads the parameters of a request.
     *
     * @throws dev.writ.api.platform.ProblemException 400 for one that is unknown, given twice, or says nothing valid
     */
    static EntryFilter read(MultiValueMap<String, String> query) {
        Map<String, String> given = new TreeMap<>();
        query.forEach((name, values) -> {
            if (!PARAMETERS.contains(name)) {
                throw unknown(name).raise();
            }
            if (values.size() != 1) {
                throw wrong(name, "given " + values.size() + " times", "once").raise();
            }
            given.put(name, text(name, values.getFirst()));
        });
        Optional<Timestamp> from = moment(given, "from");
        Optional<Timestamp> to = moment(given, "to");
        return new EntryFilter(
                value(given, "resource"),
                digest(given, "digest"),
                value(given, "actor"),
                digest(given, "policy"),
                value(given, "type").map(EntryFilter::type),
                from,
                to,
                newestFirst(given.getOrDefault("order", "newest")));
    }

    /** What a cursor is bound to: 16 hexadecimal digits that another search has not. */
    static String fingerprint(String tenant, MultiValueMap<String, String> query) {
        var text = new StringBuilder(tenant);
        for (String name : NARROWING) {
            String value = query.getFirst(name);
            text.append('\n').append(name).append('=').append(value == null ? "" : value);
        }
        return TreeHash.sha256(Bytes.utf8(text.toString())).hex().substring(0, 16);
    }

    private static String text(String name, String value) {
        if (value.isEmpty() || value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
            throw wrong(name, "`" + value.replaceAll("\\p{Cntrl}", "?") + "`", "as 1 to " + LONGEST + " characters")
                    .raise();
        }
        return value;
    }

    private static Optional<String> value(Map<String, String> given, String name) {
        return Optional.ofNullable(given.get(name));
    }

    private static Optional<Hash> digest(Map<String, String> given, String name) {
        return value(given, name).map(text -> {
            if (!DIGEST.matcher(text).matches()) {
                throw wrong(name, "`" + text + "`", "as `sha256:` and 64 lower-case hexadecimal digits")
                        .raise();
            }
            return Hash.parseHex(text.substring("sha256:".length()));
        });
    }

    private static String type(String text) {
        if (!TYPE.matcher(text).matches()) {
            throw wrong("type", "`" + text + "`", "as the type of an entry, such as `decision`")
                    .raise();
        }
        return text;
    }

    /** To the millisecond, upwards: what is before the moment stays before it. */
    private static Optional<Timestamp> moment(Map<String, String> given, String name) {
        return value(given, name).map(text -> {
            try {
                Instant instant = Instant.parse(text);
                Instant whole = instant.truncatedTo(ChronoUnit.MILLIS);
                return new Timestamp(whole.equals(instant) ? whole.toEpochMilli() : whole.toEpochMilli() + 1);
            } catch (DateTimeParseException | IllegalArgumentException | ArithmeticException e) {
                throw wrong(name, "`" + text + "`", "as a moment in UTC, such as `2026-11-23T10:00:00Z`")
                        .raise();
            }
        });
    }

    private static boolean newestFirst(String order) {
        return switch (order) {
            case "newest" -> true;
            case "oldest" -> false;
            default ->
                throw wrong("order", "`" + order + "`", "as `newest` or `oldest`")
                        .raise();
        };
    }

    private static Problem wrong(String name, String is, String how) {
        return Problem.badRequest(
                "parameter.invalid", "the parameter `" + name + "` is " + is, "send `" + name + "` " + how);
    }

    private static Problem unknown(String name) {
        String meant = Nearest.to(name, PARAMETERS)
                .map(nearest -> "; the nearest valid one is `" + nearest + "`")
                .orElse("");
        return Problem.badRequest(
                "parameter.unknown",
                "unknown parameter `" + name + "`" + meant,
                "use only these parameters: " + String.join(", ", PARAMETERS));
    }
}
