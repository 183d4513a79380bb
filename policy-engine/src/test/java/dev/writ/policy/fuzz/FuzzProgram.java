package dev.writ.policy.fuzz;

import dev.writ.policy.Query;
import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A program with what it is asked.
 *
 * @param modules their lines, so that they can be left out one by one
 * @param data the base document, as JSON
 * @param input the input document, as JSON; empty for none
 * @param queries what is asked, each for itself
 * @param strict whether failing built-ins are errors
 * @param version the dialect of modules and queries
 */
record FuzzProgram(
        List<List<String>> modules,
        String data,
        String input,
        List<String> queries,
        boolean strict,
        RegoVersion version) {

    FuzzProgram {
        modules = modules.stream().map(List::copyOf).toList();
        queries = List.copyOf(queries);
    }

    List<String> texts() {
        return modules.stream().map(lines -> String.join("\n", lines) + "\n").toList();
    }

    FuzzProgram withModules(List<List<String>> value) {
        return new FuzzProgram(value, data, input, queries, strict, version);
    }

    FuzzProgram withQueries(List<String> value) {
        return new FuzzProgram(modules, data, input, value, strict, version);
    }

    FuzzProgram lenient() {
        return new FuzzProgram(modules, data, input, queries, false, version);
    }

    /** A query as our engine reads it; like the oracle, it may use all keywords in version 0, too. */
    Query ask(String query) {
        return version == RegoVersion.V0 ? new Query(query, "", List.of("future.keywords")) : Query.of(query);
    }

    /** As the oracle reads it, in one line; {@code plain} asks it not to leave out rules and solutions that cannot matter. */
    String json(boolean plain) {
        Map<String, RegoValue> fields = new TreeMap<>();
        fields.put("modules", strings(texts()));
        fields.put("data", JsonReader.read(data));
        if (!input.isEmpty()) {
            fields.put("input", JsonReader.read(input));
        }
        fields.put("queries", strings(queries));
        fields.put("strict", RegoBoolean.of(strict));
        fields.put("plain", RegoBoolean.of(plain));
        fields.put("version", RegoNumber.of(version == RegoVersion.V0 ? 0 : 1));
        return JsonWriter.compact(RegoObject.of(fields));
    }

    private static RegoArray strings(List<String> texts) {
        return RegoArray.of(texts.stream().<RegoValue>map(RegoString::of).toList());
    }

    /** For people. */
    String show() {
        return String.join("---\n", texts()) + "--- data " + data + "\n--- input " + input + "\n--- "
                + (strict ? "strict " : "") + (version == RegoVersion.V0 ? "v0 " : "") + "queries " + queries;
    }
}
