package dev.writ.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row of a behaviour table: modules, data and input, and what the document {@code data.test} then is.
 *
 * <p>A table is a text file. {@code === name} starts a row and its first module, {@code --- module}, {@code --- data},
 * {@code --- input}, {@code --- expect} (JSON) and {@code --- expect-error code [line:column]} (followed by the message,
 * which may be left out) start its parts.
 *
 * @param expected JSON, or null where an error is expected
 * @param errorCode the code, or null where a value is expected
 * @param errorPlace {@code line:column}, or empty where the place does not matter
 * @param errorMessage the message, or empty where it does not matter
 */
record BehaviourCase(
        String table,
        String name,
        List<String> modules,
        @Nullable String data,
        @Nullable String input,
        @Nullable String expected,
        @Nullable String errorCode,
        String errorPlace,
        String errorMessage) {

    static final List<String> TABLES =
            List.of("rules", "functions", "metadata", "bodies", "documents", "with", "errors");

    @Override
    public String toString() {
        return table + ": " + name;
    }

    /** All rows of all tables. */
    static List<BehaviourCase> all() {
        return TABLES.stream().flatMap(table -> read(table).stream()).toList();
    }

    private static List<BehaviourCase> read(String table) {
        List<BehaviourCase> rows = new ArrayList<>();
        for (String row : ("\n" + text(table)).split("\n=== ", -1)) {
            if (!row.isBlank()) {
                rows.add(row(table, row));
            }
        }
        return rows;
    }

    private static String text(String table) {
        try (InputStream in = BehaviourCase.class.getResourceAsStream("/behaviour/" + table + ".cases")) {
            return new String(Objects.requireNonNull(in, table).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BehaviourCase row(String table, String text) {
        int headEnd = text.indexOf('\n');
        Builder row = new Builder(table, text.substring(0, headEnd));
        String[] parts = ("module\n" + text.substring(headEnd + 1)).split("\n--- ", -1);
        for (String part : parts) {
            int end = part.indexOf('\n');
            String head = end < 0 ? part : part.substring(0, end);
            row.add(head.split(" ", -1), end < 0 ? "" : part.substring(end + 1));
        }
        return row.build();
    }

    private static final class Builder {
        private final String table;
        private final String name;
        private final List<String> modules = new ArrayList<>();
        private @Nullable String data;
        private @Nullable String input;
        private @Nullable String expected;
        private @Nullable String errorCode;
        private String errorPlace = "";
        private String errorMessage = "";

        Builder(String table, String name) {
            this.table = table;
            this.name = name;
        }

        void add(String[] head, String text) {
            switch (head[0]) {
                case "module" -> modules.add(text);
                case "data" -> data = text;
                case "input" -> input = text;
                case "expect" -> expected = text;
                case "expect-error" -> {
                    errorCode = head[1];
                    errorPlace = head.length > 2 ? head[2] : "";
                    errorMessage = text.strip();
                }
                default -> throw new IllegalArgumentException(table + ": " + name + ": unknown part " + head[0]);
            }
        }

        BehaviourCase build() {
            return new BehaviourCase(
                    table, name, List.copyOf(modules), data, input, expected, errorCode, errorPlace, errorMessage);
        }
    }
}
