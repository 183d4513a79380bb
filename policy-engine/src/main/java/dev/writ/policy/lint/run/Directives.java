package dev.writ.policy.lint.run;

import dev.writ.policy.ast.Comment;
import dev.writ.policy.ast.Module;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Comments such as {@code # regal ignore:line-length}: they speak about their own line and the one below. */
final class Directives {
    private static final String START = "regal ignore:";

    private final Map<Integer, Set<String>> ignored = new HashMap<>();

    Directives(Module module) {
        for (Comment comment : module.comments()) {
            String text = comment.text().strip();
            if (text.startsWith(START)) {
                int row = comment.span().line();
                for (String name : text.substring(START.length()).split(",", -1)) {
                    String rule = name.strip().split("\\s", 2)[0];
                    ignored.computeIfAbsent(row, line -> new HashSet<>()).add(rule);
                    ignored.computeIfAbsent(row + 1, line -> new HashSet<>()).add(rule);
                }
            }
        }
    }

    boolean ignores(int row, String rule) {
        return ignored.getOrDefault(row, Set.of()).contains(rule);
    }
}
