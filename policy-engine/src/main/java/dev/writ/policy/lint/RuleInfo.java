package dev.writ.policy.lint;

import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * What is known of a rule without running it.
 *
 * @param category the group it belongs to
 * @param name its name in configurations, directives and reports
 * @param summary what it finds, one sentence without a full stop
 * @param level what its findings weigh unless a configuration says otherwise
 * @param options its own options with their defaults; the type of the default is the type of the option
 * @param needs built-in functions that its advice uses: without them it does not run
 * @param onlyV0 whether it is about Rego before 1.0 alone
 */
public record RuleInfo(
        String category,
        String name,
        String summary,
        Level level,
        Map<String, RegoValue> options,
        List<String> needs,
        boolean onlyV0) {
    public RuleInfo {
        Objects.requireNonNull(level, "level");
        options = Map.copyOf(options);
        needs = List.copyOf(needs);
    }

    /** A rule without options whose findings are errors. */
    public static RuleInfo of(String category, String name, String summary) {
        return new RuleInfo(category, name, summary, Level.ERROR, Map.of(), List.of(), false);
    }

    /** Category and name, as they are written together: {@code bugs/constant-condition}. */
    public String id() {
        return category + "/" + name;
    }

    /** The same, which runs only where somebody asks for it. */
    public RuleInfo off() {
        return new RuleInfo(category, name, summary, Level.IGNORE, options, needs, onlyV0);
    }

    /** The same for modules of Rego v0 alone. */
    public RuleInfo forV0() {
        return new RuleInfo(category, name, summary, level, options, needs, true);
    }

    /** The same with a function that must exist. */
    public RuleInfo needing(String function) {
        List<String> all = new ArrayList<>(needs);
        all.add(function);
        return new RuleInfo(category, name, summary, level, options, all, onlyV0);
    }

    /** The same with a number as an option. */
    public RuleInfo option(String option, int value) {
        return with(option, RegoNumber.of(value));
    }

    /** The same with a switch as an option. */
    public RuleInfo option(String option, boolean value) {
        return with(option, RegoBoolean.of(value));
    }

    /** The same with a text as an option. */
    public RuleInfo option(String option, String value) {
        return with(option, RegoString.of(value));
    }

    /** The same with a list as an option. */
    public RuleInfo option(String option, List<String> values) {
        return with(option, RegoArray.of(values.stream().map(RegoString::of).toList()));
    }

    /** The same with a list of numbers as an option. */
    public RuleInfo numbers(String option, int... values) {
        return with(
                option,
                RegoArray.of(IntStream.of(values).mapToObj(RegoNumber::of).toList()));
    }

    private RuleInfo with(String option, RegoValue value) {
        Map<String, RegoValue> all = new LinkedHashMap<>(options);
        all.put(option, value);
        return new RuleInfo(category, name, summary, level, all, needs, onlyV0);
    }
}
