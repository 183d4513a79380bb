package dev.writ.policy.value;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads the first YAML document of a text as JSON values, with the scalars that Go's {@code yaml} 3 knows, as OPA does:
 * words of truth as in YAML 1.2, integers of 64 bits in five notations, everything else a float of 64 bits, merge keys.
 * The documents behind the first must be well-formed.
 *
 * <p>The reader builds values from parser events, so that nesting is bounded before it costs stack, and what aliases
 * multiply is counted before it costs memory.
 */
public final class YamlReader {
    private static final long FREE_NODES = 100_000;
    private static final int NODES_A_CHARACTER = 10;
    private static final int KEYS_AS_WRITTEN = 2;

    private final Iterator<Event> events;
    private final int unfinishedAt;
    private final int maxDepth;
    private final Dialect dialect;
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private long budget;

    /** What OPA does with the document before it reads it. */
    public enum Dialect {
        /** Data: the last of equal keys counts, and dates are text. */
        DATA,
        /**
         * Metadata of rules: equal keys are refused, and dates become moments as in RFC 3339. Keys of the two outer
         * levels are what is written; further inside they are values, which need not be text.
         */
        METADATA
    }

    /**
     * A value that an alias can repeat.
     *
     * @param value null while it is being read
     * @param nodes how many values it consists of
     */
    private record Anchored(@Nullable RegoValue value, long nodes) {}

    private YamlReader(Iterator<Event> events, int unfinishedAt, int maxDepth, Dialect dialect, long budget) {
        this.events = events;
        this.unfinishedAt = unfinishedAt;
        this.maxDepth = maxDepth;
        this.dialect = dialect;
        this.budget = budget;
    }

    /**
     * The value of {@code text}; an empty text is null.
     *
     * @param maxDepth the deepest nesting
     * @throws YamlException if the text is not YAML of JSON values, or nested deeper
     */
    public static RegoValue read(String text, int maxDepth) {
        return read(text, maxDepth, Dialect.DATA);
    }

    /**
     * The value of {@code text} in a dialect.
     *
     * @throws YamlException as {@link #read(String, int)} does
     */
    public static RegoValue read(String text, int maxDepth, Dialect dialect) {
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
        long budget = FREE_NODES + (long) NODES_A_CHARACTER * text.length();
        try {
            Iterator<Event> events = new Parse(settings).parseString(text).iterator();
            int unfinishedAt = text.endsWith("\n") || text.endsWith("\r")
                    ? Integer.MAX_VALUE
                    : text.codePointCount(0, text.length());
            return new YamlReader(events, unfinishedAt, maxDepth, dialect, budget).documents();
        } catch (YamlEngineException e) {
            throw YamlProblems.of(e, text);
        }
    }

    /**
     * The line, from 1, of a part of a text that can be read: where it begins, or the part of it that is there.
     *
     * @param path keys of maps and positions in lists, from the outside
     */
    public static int line(String text, List<?> path) {
        return YamlPlaces.line(
                new Parse(LoadSettings.builder().build()).parseString(text).iterator(), path);
    }

    /** As {@link #line}, but of the key of a part that is a map's. */
    public static int keyLine(String text, List<?> path) {
        return YamlPlaces.keyLine(
                new Parse(LoadSettings.builder().build()).parseString(text).iterator(), path);
    }

    private RegoValue documents() {
        events.next();
        Event first = events.next();
        if (first.getEventId() == Event.ID.StreamEnd) {
            return RegoNull.NULL;
        }
        RegoValue value = value(events.next(), 0);
        if (dialect == Dialect.DATA) {
            drain();
        }
        return value;
    }

    /** The documents behind the first are read for their errors alone. */
    private void drain() {
        Set<Anchor> known = new HashSet<>();
        while (events.hasNext()) {
            Event event = events.next();
            if (event.getEventId() == Event.ID.DocumentStart) {
                known.clear();
            } else if (event instanceof AliasEvent alias && !known.contains(alias.getAlias())) {
                throw unknown(alias);
            } else if (event instanceof NodeEvent node) {
                node.getAnchor().ifPresent(known::add);
            }
        }
    }

    private static YamlException unknown(AliasEvent alias) {
        return error("unknown anchor '" + alias.getAlias().getValue() + "' referenced", alias.getStartMark());
    }

    private RegoValue value(Event event, int depth) {
        if (depth > maxDepth) {
            throw error("nested deeper than the limit of " + maxDepth + " levels", event.getStartMark());
        }
        if (event instanceof AliasEvent alias) {
            return repeated(alias);
        }
        Optional<Anchor> anchor = event instanceof NodeEvent node ? node.getAnchor() : Optional.empty();
        anchor.ifPresent(name -> anchors.put(name, new Anchored(null, 0)));
        long before = budget;
        spend(1, event);
        RegoValue value = switch (event.getEventId()) {
            case Scalar -> YamlScalars.value(withoutInventedBreak((ScalarEvent) event), dialect);
            case SequenceStart -> sequence(depth);
            case MappingStart -> mapping(depth);
            default -> throw error("malformed", event.getStartMark());
        };
        anchor.ifPresent(name -> anchors.put(name, new Anchored(value, before - budget)));
        return value;
    }

    /** A block that the text ends in has no line break at its end unless it was written. */
    private ScalarEvent withoutInventedBreak(ScalarEvent scalar) {
        boolean block = scalar.isLiteral() || scalar.isFolded();
        String text = scalar.getValue();
        if (!block
                || !text.endsWith("\n")
                || scalar.getEndMark().map(Mark::getIndex).orElse(0) < unfinishedAt) {
            return scalar;
        }
        return new ScalarEvent(
                scalar.getAnchor(),
                scalar.getTag(),
                scalar.getImplicit(),
                text.substring(0, text.length() - 1),
                scalar.getScalarStyle(),
                scalar.getStartMark(),
                scalar.getEndMark());
    }

    private RegoValue repeated(AliasEvent alias) {
        Anchored anchored = anchors.get(alias.getAlias());
        if (anchored == null) {
            throw unknown(alias);
        }
        RegoValue value = anchored.value();
        if (value == null) {
            throw error("anchor '" + alias.getAlias().getValue() + "' value contains itself", alias.getStartMark());
        }
        spend(anchored.nodes(), alias);
        return value;
    }

    private void spend(long nodes, Event event) {
        budget -= nodes;
        if (budget < 0) {
            throw error("aliases make the document too large", event.getStartMark());
        }
    }

    private RegoValue sequence(int depth) {
        List<RegoValue> elements = new ArrayList<>();
        Event event = events.next();
        while (event.getEventId() != Event.ID.SequenceEnd) {
            elements.add(value(event, depth + 1));
            event = events.next();
        }
        return RegoArray.of(elements);
    }

    private RegoValue mapping(int depth) {
        RegoObject.Builder object = RegoObject.builder();
        List<RegoObject> merged = new ArrayList<>();
        Set<String> written = dialect == Dialect.METADATA ? new HashSet<>() : Set.of();
        Event event = events.next();
        while (event.getEventId() != Event.ID.MappingEnd) {
            if (YamlScalars.isMerge(event)) {
                Event next = events.next();
                merge(value(next, depth + 1), next, merged);
            } else {
                if (event instanceof ScalarEvent scalar
                        && dialect == Dialect.METADATA
                        && !written.add(scalar.getValue())) {
                    throw duplicate(scalar);
                }
                RegoValue key = key(event, depth);
                object.put(key, value(events.next(), depth + 1));
            }
            event = events.next();
        }
        return withMerged(object, merged);
    }

    private static YamlException duplicate(ScalarEvent key) {
        YamlException place = error("duplicate key `" + key.getValue() + "`", key.getStartMark());
        return new YamlException(place.problem(), place.line(), place.column(), place.line());
    }

    private RegoValue key(Event event, int depth) {
        String special = YamlScalars.specialKey(event);
        if (special != null) {
            return RegoString.of(special);
        }
        RegoValue key = value(event, depth + 1);
        boolean scalar = !(key instanceof RegoArray || key instanceof RegoObject);
        if (dialect == Dialect.METADATA && scalar) {
            return depth < KEYS_AS_WRITTEN && event instanceof ScalarEvent written
                    ? RegoString.of(written.getValue())
                    : key;
        }
        return switch (key) {
            case RegoString string -> string;
            case RegoBoolean truth -> RegoString.of(truth.toString());
            case RegoNumber number -> RegoString.of(YamlScalars.keyText(number, event));
            case RegoNull ignored -> throw error("null cannot be a key", event.getStartMark());
            case RegoArray ignored -> throw error("invalid map key: an array", event.getStartMark());
            case RegoObject ignored -> throw error("invalid map key: a map", event.getStartMark());
            case RegoSet ignored -> throw error("invalid map key", event.getStartMark());
        };
    }

    private static void merge(RegoValue value, Event event, List<RegoObject> merged) {
        switch (value) {
            case RegoObject object -> merged.add(object);
            case RegoArray array
            when !(event instanceof AliasEvent) ->
                array.forEach(element -> {
                    if (!(element instanceof RegoObject object)) {
                        throw wantsMap(event);
                    }
                    merged.add(object);
                });
            default -> throw wantsMap(event);
        }
    }

    private static YamlException wantsMap(Event event) {
        return error("map merge requires map or sequence of maps as the value", event.getStartMark());
    }

    private static RegoObject withMerged(RegoObject.Builder object, List<RegoObject> merged) {
        for (RegoObject other : merged) {
            other.forEach((key, value) -> {
                if (object.get(key) == null) {
                    object.put(key, value);
                }
            });
        }
        return object.build();
    }

    static YamlException error(String problem, Optional<Mark> mark) {
        @Nullable Mark place = mark.orElse(null);
        return new YamlException(
                problem, place == null ? 1 : place.getLine() + 1, place == null ? 1 : place.getColumn() + 1, 0);
    }
}
