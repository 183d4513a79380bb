package dev.writ.policy.value;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads one YAML document (1.2, core schema, merge keys) as JSON values. Numbers are exact, but their text is not
 * kept, as in OPA: {@code 1.50} is {@code 1.5}. The reader builds values from parser events, so that nesting is bounded before it costs stack, and what aliases multiply is
 * counted before it costs memory.
 */
public final class YamlReader {
    private static final long FREE_NODES = 100_000;
    private static final int NODES_A_CHARACTER = 10;

    private final Iterator<Event> events;
    private final int maxDepth;
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private long budget;

    /**
     * A value that an alias can repeat.
     *
     * @param nodes how many values it consists of
     */
    private record Anchored(RegoValue value, long nodes) {}

    private YamlReader(Iterator<Event> events, int maxDepth, long budget) {
        this.events = events;
        this.maxDepth = maxDepth;
        this.budget = budget;
    }

    /**
     * The value of {@code text}; an empty text is null.
     *
     * @param maxDepth the deepest nesting
     * @throws YamlException if the text is not one YAML document of JSON values, or nested deeper
     */
    public static RegoValue read(String text, int maxDepth) {
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
        long budget = FREE_NODES + (long) NODES_A_CHARACTER * text.length();
        try {
            Iterator<Event> events = new Parse(settings).parseString(text).iterator();
            return new YamlReader(events, maxDepth, budget).document();
        } catch (MarkedYamlEngineException e) {
            throw error(Optional.ofNullable(e.getProblem()).orElse("malformed"), e.getProblemMark());
        } catch (YamlEngineException e) {
            String message = Optional.ofNullable(e.getMessage()).orElse("malformed");
            throw error(message.lines().findFirst().orElse("malformed"), Optional.empty());
        }
    }

    private RegoValue document() {
        events.next();
        Event first = events.next();
        if (first.getEventId() == Event.ID.StreamEnd) {
            return RegoNull.NULL;
        }
        RegoValue value = value(events.next(), 0);
        events.next();
        Event end = events.next();
        if (end.getEventId() != Event.ID.StreamEnd) {
            throw error("a second document", end.getStartMark());
        }
        return value;
    }

    private RegoValue value(Event event, int depth) {
        if (depth > maxDepth) {
            throw error("nested deeper than the limit of " + maxDepth + " levels", event.getStartMark());
        }
        if (event instanceof AliasEvent alias) {
            return repeated(alias);
        }
        long before = budget;
        spend(1, event);
        RegoValue value = switch (event.getEventId()) {
            case Scalar -> YamlScalars.value((ScalarEvent) event);
            case SequenceStart -> sequence(depth);
            case MappingStart -> mapping(depth);
            default -> throw error("malformed", event.getStartMark());
        };
        if (event instanceof NodeEvent node) {
            node.getAnchor().ifPresent(anchor -> anchors.put(anchor, new Anchored(value, before - budget)));
        }
        return value;
    }

    private RegoValue repeated(AliasEvent alias) {
        Anchored anchored = anchors.get(alias.getAlias());
        if (anchored == null) {
            throw error("alias `" + alias.getAlias().getValue() + "` has no value yet", alias.getStartMark());
        }
        spend(anchored.nodes(), alias);
        return anchored.value();
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
        Event event = events.next();
        while (event.getEventId() != Event.ID.MappingEnd) {
            boolean merge = event instanceof ScalarEvent scalar
                    && scalar.isPlain()
                    && scalar.getValue().equals("<<");
            RegoString key = key(value(event, depth + 1), event);
            Event next = events.next();
            RegoValue entry = value(next, depth + 1);
            if (merge) {
                merge(entry, merged, next);
            } else if (object.put(key, entry) != null) {
                throw error("duplicate key `" + key.value() + "`", event.getStartMark());
            }
            event = events.next();
        }
        return withMerged(object, merged);
    }

    private static RegoString key(RegoValue key, Event event) {
        if (key instanceof RegoArray || key instanceof RegoObject) {
            throw error("a collection cannot be a key", event.getStartMark());
        }
        return key instanceof RegoString string ? string : RegoString.of(key.toString());
    }

    private static void merge(RegoValue value, List<RegoObject> merged, Event event) {
        if (value instanceof RegoObject object) {
            merged.add(object);
        } else if (value instanceof RegoArray array) {
            array.forEach(element -> merge(element, merged, event));
        } else {
            throw error("`<<` needs a map", event.getStartMark());
        }
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
                problem, place == null ? 1 : place.getLine() + 1, place == null ? 1 : place.getColumn() + 1);
    }
}
