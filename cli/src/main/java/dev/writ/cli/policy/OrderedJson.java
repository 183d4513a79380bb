package dev.writ.cli.policy;

import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON text, two spaces a level, whose objects keep the order in which their members were added. */
final class OrderedJson {

    private final Map<String, String> members = new LinkedHashMap<>();

    OrderedJson put(String name, RegoValue value) {
        members.put(name, JsonWriter.pretty(value));
        return this;
    }

    OrderedJson put(String name, String value) {
        return put(name, RegoString.of(value));
    }

    OrderedJson put(String name, long value) {
        return put(name, RegoNumber.of(value));
    }

    OrderedJson put(String name, OrderedJson value) {
        members.put(name, value.toString());
        return this;
    }

    OrderedJson put(String name, List<OrderedJson> values) {
        members.put(name, array(values));
        return this;
    }

    private static String array(List<OrderedJson> values) {
        List<String> elements = new ArrayList<>();
        values.forEach(value -> elements.add(indented(value.toString())));
        return elements.isEmpty() ? "[]" : "[\n" + String.join(",\n", elements) + "\n]";
    }

    private static String indented(String text) {
        return "  " + text.replace("\n", "\n  ");
    }

    /** Without a line end. */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        members.forEach((name, value) -> lines.add(indented(JsonWriter.quote(name) + ": " + value)));
        return lines.isEmpty() ? "{}" : "{\n" + String.join(",\n", lines) + "\n}";
    }
}
