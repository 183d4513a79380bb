package dev.writ.policy.lint.run;

import dev.writ.policy.ast.Comment;
import dev.writ.policy.ast.Module;
import dev.writ.policy.lint.RuleInfo;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Comments such as {@code # regal ignore:line-length} or {@code # regal ignore:style/line-length}: they speak about their
 * own line and the one below.
 */
final class Directives {
    private static final String START = "regal ignore:";

    private final Map<Integer, Set<String>> ignored = new HashMap<>();
    private final TreeMap<Integer, Set<String>> written = new TreeMap<>();

    Directives(Module module) {
        for (Comment comment : module.comments()) {
            String text = comment.text().strip();
            if (text.startsWith(START)) {
                int row = comment.span().line();
                for (String name : text.substring(START.length()).split(",", -1)) {
                    String rule = name.strip().split("\\s", 2)[0];
                    written.computeIfAbsent(row, line -> new HashSet<>()).add(rule);
                    ignored.computeIfAbsent(row, line -> new HashSet<>()).add(rule);
                    ignored.computeIfAbsent(row + 1, line -> new HashSet<>()).add(rule);
                }
            }
        }
    }

    boolean ignores(int row, RuleInfo rule) {
        Set<String> names = ignored.getOrDefault(row, Set.of());
        return names.contains(rule.name()) || names.contains(rule.id());
    }

    /** A name that no rule has. */
    record Unknown(int row, String name) {}

    /** Names that are not in {@code rules}, in the order of their lines. */
    List<Unknown> unknown(Set<String> rules) {
        return written.entrySet().stream()
                .flatMap(line -> line.getValue().stream()
                        .filter(name -> !name.isEmpty() && !rules.contains(name))
                        .sorted()
                        .map(name -> new Unknown(line.getKey(), name)))
                .toList();
    }
}
