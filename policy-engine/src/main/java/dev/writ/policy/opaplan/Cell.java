package dev.writ.policy.opaplan;

import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a local holds: a value, or a collection under construction. Plans build nested objects by reference, so a collection
 * that was put into another one may still grow; whoever needs a value takes the one of now.
 */
sealed interface Cell {

    /** The value of now. */
    RegoValue value();

    /** A collection with the elements of a value, ready to grow; other values stay as they are. */
    static Cell thaw(RegoValue value) {
        return switch (value) {
            case RegoArray array ->
                new Items(
                        new ArrayList<>(array.toList().stream().map(Ready::new).toList()));
            case RegoSet set -> new Members(new LinkedHashSet<>(set.toList()));
            case RegoObject object -> {
                Map<RegoValue, Cell> entries = new LinkedHashMap<>();
                object.forEach((key, each) -> entries.put(key, new Ready(each)));
                yield new Entries(entries);
            }
            case RegoString ignored -> new Ready(value);
            case RegoNumber ignored -> new Ready(value);
            case RegoBoolean ignored -> new Ready(value);
            case RegoNull ignored -> new Ready(value);
        };
    }

    /** A value that does not change. */
    record Ready(RegoValue value) implements Cell {}

    /** An array that grows. */
    record Items(List<Cell> items) implements Cell {

        static Items empty() {
            return new Items(new ArrayList<>());
        }

        @Override
        public RegoValue value() {
            return RegoArray.of(items.stream().map(Cell::value).toList());
        }
    }

    /** A set that grows. */
    record Members(Set<RegoValue> members) implements Cell {

        static Members empty() {
            return new Members(new LinkedHashSet<>());
        }

        @Override
        public RegoValue value() {
            return RegoSet.of(members);
        }
    }

    /** An object that grows. */
    record Entries(Map<RegoValue, Cell> entries) implements Cell {

        static Entries empty() {
            return new Entries(new LinkedHashMap<>());
        }

        @Override
        public RegoValue value() {
            RegoObject.Builder builder = RegoObject.builder();
            entries.forEach((key, cell) -> builder.put(key, cell.value()));
            return builder.build();
        }
    }
}
