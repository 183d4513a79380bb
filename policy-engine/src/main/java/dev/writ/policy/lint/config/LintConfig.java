package dev.writ.policy.lint.config;

import dev.writ.policy.lint.Level;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a configuration file says.
 *
 * @param defaultLevel the level of all rules that nothing is said of, if something is said
 * @param categories the same for the rules of a category
 * @param rules what is said of single rules, by category and name with a slash between them
 * @param ignoreFiles patterns of files that are not linted
 * @param roots directories that packages are relative to
 * @param regoVersion 0 or 1 where the whole project has that dialect, otherwise -1
 * @param capabilities which functions there are
 * @param warnings what in the file has no meaning here, for people
 */
public record LintConfig(
        Optional<Level> defaultLevel,
        Map<String, Level> categories,
        Map<String, RuleConfig> rules,
        List<String> ignoreFiles,
        List<Root> roots,
        int regoVersion,
        CapabilitiesConfig capabilities,
        List<String> warnings) {

    /** Nothing said. */
    public static final LintConfig DEFAULT = new LintConfig(
            Optional.empty(), Map.of(), Map.of(), List.of(), List.of(), -1, CapabilitiesConfig.CURRENT, List.of());

    public LintConfig {
        categories = Map.copyOf(categories);
        rules = Map.copyOf(rules);
        ignoreFiles = List.copyOf(ignoreFiles);
        roots = List.copyOf(roots);
        warnings = List.copyOf(warnings);
    }

    /**
     * What is said of one rule.
     *
     * @param level its level, if one is given
     * @param ignoreFiles patterns of files that it does not look at
     * @param options its own options
     */
    public record RuleConfig(Optional<Level> level, List<String> ignoreFiles, Map<String, RegoValue> options) {
        /** Nothing said. */
        public static final RuleConfig NONE = new RuleConfig(Optional.empty(), List.of(), Map.of());

        public RuleConfig {
            ignoreFiles = List.copyOf(ignoreFiles);
            options = Map.copyOf(options);
        }
    }

    /**
     * A directory that packages are relative to.
     *
     * @param regoVersion 0 or 1 where its files have that dialect, otherwise -1
     */
    public record Root(String path, int regoVersion) {}

    /**
     * Which functions there are.
     *
     * @param version of OPA, as in {@code v0.58.0}; empty for the current one
     * @param file a capabilities file; empty for none
     * @param minus functions that are not there
     * @param plus functions that are there besides
     */
    public record CapabilitiesConfig(String version, String file, List<String> minus, List<String> plus) {
        /** Those of the engine. */
        public static final CapabilitiesConfig CURRENT = new CapabilitiesConfig("", "", List.of(), List.of());

        public CapabilitiesConfig {
            minus = List.copyOf(minus);
            plus = List.copyOf(plus);
        }
    }

    /** What is said of a rule. */
    public RuleConfig of(RuleInfo rule) {
        return rules.getOrDefault(rule.id(), RuleConfig.NONE);
    }

    /** The level of a rule: its own, that of its category, that of all, or the one it has by itself. */
    public Level level(RuleInfo rule) {
        Optional<Level> category = Optional.ofNullable(categories.get(rule.category()));
        return of(rule).level().or(() -> category).or(() -> defaultLevel).orElse(rule.level());
    }
}
