package dev.writ.policy.value;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Where the parts of a YAML document are written. */
final class YamlPlaces {

    private YamlPlaces() {}

    /** The line, from 1, of what is at {@code path} in the first document, or of the innermost part of it that is there. */
    static int line(Iterator<Event> events, List<?> path) {
        Part part = part(events, path);
        return part == null ? 1 : line(part.value());
    }

    /** As {@link #line}, but of the key of a part that is a map's. */
    static int keyLine(Iterator<Event> events, List<?> path) {
        Part part = part(events, path);
        return part == null ? 1 : line(part.start());
    }

    private static int line(Event event) {
        return event.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    private static @Nullable Part part(Iterator<Event> events, List<?> path) {
        events.next();
        if (events.next().getEventId() == Event.ID.StreamEnd) {
            return null;
        }
        Event root = events.next();
        Part part = new Part(root, root);
        for (Object step : path) {
            Part inner = step(events, part.value(), step);
            if (inner == null) {
                break;
            }
            part = inner;
        }
        return part;
    }

    /** Where a part begins: the key of a map's value, otherwise the value itself. */
    private record Part(Event start, Event value) {}

    private static @Nullable Part step(Iterator<Event> events, Event collection, Object step) {
        boolean map = collection.getEventId() == Event.ID.MappingStart;
        if (!map && collection.getEventId() != Event.ID.SequenceStart) {
            return null;
        }
        int position = 0;
        Event event = events.next();
        while (!(event instanceof CollectionEndEvent)) {
            Event start = event;
            boolean here =
                    map ? event instanceof ScalarEvent key && key.getValue().equals(step) : step.equals(position);
            if (map) {
                skip(events, event);
                event = events.next();
            }
            if (here) {
                return new Part(start, event);
            }
            skip(events, event);
            position++;
            event = events.next();
        }
        return null;
    }

    /** Reads to the end of the value that {@code first} begins. */
    private static void skip(Iterator<Event> events, Event first) {
        int open = first instanceof CollectionStartEvent ? 1 : 0;
        while (open > 0) {
            Event event = events.next();
            open += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
        }
    }
}
