package dev.writ.cli.policy;

import dev.writ.cli.Failure;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.config.NearestName;
import dev.writ.policy.lint.config.Selection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options that switch rules on and off. */
final class LintSelection {
    @Option(
            names = {"-D", "--disable-all"},
            description = "Run no rules but those that are enabled here.")
    private boolean disableAll;

    @Option(
            names = {"-d", "--disable"},
            paramLabel = "RULE",
            split = ",",
            description = "Do not run this rule; may be repeated.")
    private List<String> disable = List.of();

    @Option(
            names = "--disable-category",
            paramLabel = "CATEGORY",
            split = ",",
            description = "Do not run the rules of this category; may be repeated.")
    private List<String> disableCategories = List.of();

    @Option(
            names = {"-E", "--enable-all"},
            description = "Run all rules but those that are disabled here.")
    private boolean enableAll;

    @Option(
            names = {"-e", "--enable"},
            paramLabel = "RULE",
            split = ",",
            description = "Run this rule; may be repeated.")
    private List<String> enable = List.of();

    @Option(
            names = "--enable-category",
            paramLabel = "CATEGORY",
            split = ",",
            description = "Run the rules of this category; may be repeated.")
    private List<String> enableCategories = List.of();

    Selection selection() {
        return new Selection(
                enableAll,
                disableAll,
                new HashSet<>(enableCategories),
                new HashSet<>(disableCategories),
                new HashSet<>(enable),
                new HashSet<>(disable));
    }

    /** Refuses names that no rule and no category has: a slip would switch nothing. */
    void check(List<LintRule> rules) {
        Set<String> names = rules.stream()
                .flatMap(rule -> Stream.of(rule.info().name(), rule.info().id()))
                .collect(Collectors.toSet());
        Set<String> categories =
                rules.stream().map(rule -> rule.info().category()).collect(Collectors.toSet());
        Stream.concat(enable.stream(), disable.stream()).forEach(name -> known("rule", name, names));
        Stream.concat(enableCategories.stream(), disableCategories.stream())
                .forEach(name -> known("category", name, categories));
    }

    private static void known(String what, String name, Set<String> all) {
        if (!all.contains(name)) {
            throw new Failure("there is no " + what + " `" + name + "`"
                    + NearestName.of(name, all)
                            .map(near -> ", did you mean `" + near + "`?")
                            .orElse(""));
        }
    }
}
