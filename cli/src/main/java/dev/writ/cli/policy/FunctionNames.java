package dev.writ.cli.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How OPA names the operands and the result of a built-in function, which its JSON shows.
 *
 * @param operands the names of the operands, in order; empty where they have none
 * @param result the name of the result; empty where it has none
 * @param groups the groups that the function is in
 */
record FunctionNames(List<String> operands, String result, List<String> groups) {

    private static final String FILE = "function-names.txt";
    static final FunctionNames NONE = new FunctionNames(List.of(), "", List.of());

    /** Read when the first name is asked for. */
    private static final class All {
        private static final Map<String, FunctionNames> NAMES = read();
    }

    private static Map<String, FunctionNames> read() {
        try (InputStream in = FunctionNames.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("resource " + FILE + " is missing");
            }
            Map<String, FunctionNames> all = new HashMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> all.put(line.substring(0, line.indexOf('(')), parse(line)));
            return Map.copyOf(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of one function, none where it has none. */
    static FunctionNames of(String function) {
        return All.NAMES.getOrDefault(function, NONE);
    }

    private static FunctionNames parse(String line) {
        int close = line.indexOf(')');
        int end = line.indexOf(';', close);
        String result = line.substring(close + 1, end < 0 ? line.length() : end).strip();
        return new FunctionNames(
                split(line.substring(line.indexOf('(') + 1, close)),
                result,
                end < 0 ? List.of() : split(line.substring(end + 1)));
    }

    private static List<String> split(String text) {
        return text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }

    /** The name of the operand at a place; empty where it has none. */
    String operand(int index) {
        return index < operands.size() ? operands.get(index) : "";
    }
}
