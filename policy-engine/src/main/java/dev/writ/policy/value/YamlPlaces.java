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
        events.next();
        if (events.next().getEventId() == Event.ID.StreamEnd) {
            return 1;
        }
        Event part = events.next();
        for (Object step : path) {
            Event inner = step(events, part, step);
            if (inner == null) {
                break;
            }
            part = inner;
        }
        return part.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    private static @Nullable Event step(Iterator<Event> events, Event collection, Object step) {
        boolean map = collection.getEventId() == Event.ID.MappingStart;
        if (!map && collection.getEventId() != Event.ID.SequenceStart) {
            return null;
        }
        int position = 0;
        Event event = events.next();
        while (!(event instanceof CollectionEndEvent)) {
            boolean here =
                    map ? event instanceof ScalarEvent key && key.getValue().equals(step) : step.equals(position);
            if (map) {
                skip(events, event);
                event = events.next();
            }
            if (here) {
                return event;
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
