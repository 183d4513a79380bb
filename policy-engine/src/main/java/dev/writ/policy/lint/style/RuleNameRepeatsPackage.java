package dev.writ.policy.lint.style;

import dev.writ.policy.ast.Rule;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import java.util.List;

/** The name of the rule says the package again. */
public final class RuleNameRepeatsPackage implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("style", "rule-name-repeats-package", "the name of the rule says the package again");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        List<String> path = module.packagePath();
        for (Rule rule : module.rules()) {
            String name = rule.head().name();
            for (int from = 0; from < path.size(); from++) {
                List<String> words = path.subList(from, path.size());
                if (startsWith(name, String.join("_", words)) || startsWith(name, camelCase(words))) {
                    sink.report(
                            Linted.nameOf(rule), "`" + name + "` repeats the package `" + String.join(".", path) + "`");
                    break;
                }
            }
        }
    }

    /** Whether a name begins with a word that ends there, by a boundary of snake_case or camelCase. */
    private static boolean startsWith(String name, String word) {
        if (word.isEmpty() || !name.startsWith(word)) {
            return false;
        }
        char next = name.length() == word.length() ? '_' : name.charAt(word.length());
        return next == '_' || Character.isUpperCase(next);
    }

    private static String camelCase(List<String> words) {
        StringBuilder name = new StringBuilder(words.getFirst());
        words.stream()
                .skip(1)
                .filter(word -> !word.isEmpty())
                .forEach(word ->
                        name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1)));
        return name.toString();
    }
}
