package dev.writ.policy.builtin.graphql;

import java.util.Arrays;
import java.util.List;

/**
 * What the text of a block string stands for: without the indentation that its lines share, and without blank lines at
 * either end. Other than the specification has it, the first line counts for what they share, and is not shortened.
 */
final class BlockText {

    private BlockText() {}

    static String of(String raw) {
        List<String> lines = Arrays.asList(raw.split("\n", -1));
        int common = lines.stream()
                .filter(line -> !isBlank(line))
                .mapToInt(BlockText::indent)
                .min()
                .orElse(0);
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i);
            lines.set(i, line.length() < common ? "" : line.substring(common));
        }
        int start = 0;
        int end = lines.size();
        while (start < end && isBlank(lines.get(start))) {
            start++;
        }
        while (start < end && isBlank(lines.get(end - 1))) {
            end--;
        }
        return String.join("\n", lines.subList(start, end));
    }

    private static boolean isBlank(String line) {
        return indent(line) == line.length();
    }

    private static int indent(String line) {
        int indent = 0;
        while (indent < line.length() && (line.charAt(indent) == ' ' || line.charAt(indent) == '\t')) {
            indent++;
        }
        return indent;
    }
}
