package dev.writ.policy.lint;

import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The options of one rule: what the configuration says, otherwise the rule's default.
 *
 * @param values by name
 */
public record Settings(Map<String, RegoValue> values) {
    public Settings {
        values = Map.copyOf(values);
    }

    /** The defaults of a rule with what was configured over them. */
    public static Settings of(RuleInfo rule, Map<String, RegoValue> configured) {
        Map<String, RegoValue> all = new HashMap<>(rule.options());
        all.putAll(configured);
        return new Settings(all);
    }

    /** The value of an option that the rule has. */
    public RegoValue value(String option) {
        return Objects.requireNonNull(values.get(option), option);
    }

    /** A number. */
    public int number(String option) {
        return value(option) instanceof RegoNumber number ? (int) number.longValue() : 0;
    }

    /** A switch. */
    public boolean flag(String option) {
        return value(option) instanceof RegoBoolean flag && flag.value();
    }

    /** A text. */
    public String text(String option) {
        return value(option) instanceof RegoString text ? text.value() : "";
    }

    /** The texts of a list; a single text is a list of one. */
    public List<String> texts(String option) {
        RegoValue value = value(option);
        Stream<RegoValue> elements = value instanceof RegoArray list ? list.toList().stream() : Stream.of(value);
        return elements.filter(RegoString.class::isInstance)
                .map(element -> ((RegoString) element).value())
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
