package dev.writ.policy.builtin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the table of signatures, {@code signatures.txt}: one function a line,
 * {@code name(operand types) -> result type; infix operator; attributes}.
 */
final class SignatureTable {

    private static final String FILE = "signatures.txt";

    private SignatureTable() {}

    /** All functions of OPA 1.22.2, in the order of their names. */
    static List<BuiltinSignature> load() {
        try (InputStream in = SignatureTable.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("resource " + FILE + " is missing");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<BuiltinSignature> parse(String table) {
        return table.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(SignatureTable::signature)
                .toList();
    }

    private static BuiltinSignature signature(String line) {
        List<String> fields = split(line, ';');
        String call = fields.getFirst();
        List<String> attributes = fields.subList(1, fields.size());
        int open = call.indexOf('(');
        int arrow = call.lastIndexOf(") -> ");
        int close = arrow < 0 ? call.length() - 1 : arrow;
        if (open < 0 || call.charAt(close) != ')') {
            throw new IllegalArgumentException("not a signature: `" + line + "`");
        }
        List<String> operands = new ArrayList<>(split(call.substring(open + 1, close), ','));
        String last = operands.isEmpty() ? "" : operands.getLast();
        String variadic = null;
        if (last.endsWith("...")) {
            variadic = last.substring(0, last.length() - 3);
            operands.removeLast();
        }
        return new BuiltinSignature(
                call.substring(0, open),
                operands,
                variadic,
                arrow < 0 ? null : call.substring(arrow + 5),
                infix(attributes),
                attributes.contains("relation"),
                attributes.contains("deprecated"),
                attributes.contains("nondeterministic"));
    }

    private static @Nullable String infix(List<String> attributes) {
        return attributes.stream()
                .filter(attribute -> attribute.startsWith("infix "))
                .map(attribute -> attribute.substring(6))
                .findFirst()
                .orElse(null);
    }

    /** Cuts at separators that are not inside of brackets. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean arrow = c == '>' && i > 0 && text.charAt(i - 1) == '-';
            boolean operator = text.startsWith("infix", start) || text.startsWith(" infix", start);
            if (!arrow && !operator) {
                depth += c == '<' || c == '[' || c == '(' ? 1 : c == '>' || c == ']' || c == ')' ? -1 : 0;
            }
            if (c == separator && depth == 0) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        if (!text.isBlank()) {
            parts.add(text.substring(start).strip());
        }
        return parts;
    }
}
