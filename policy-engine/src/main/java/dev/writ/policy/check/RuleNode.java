package dev.writ.policy.check;

import dev.writ.policy.value.RegoValue;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A place in the tree of rules: the document {@code data} followed by a path.
 *
 * @param path the keys from {@code data} to here; empty for the root
 * @param rules the rules whose constant path ends here, in the order of modules and texts; default rules among them
 * @param children the places below, by key
 */
public record RuleNode(List<RegoValue> path, List<CheckedRule> rules, NavigableMap<RegoValue, RuleNode> children) {
    public RuleNode {
        path = List.copyOf(path);
        rules = List.copyOf(rules);
        children = Collections.unmodifiableNavigableMap(new TreeMap<>(children));
    }

    /** The place below with {@code key}, or null. */
    public @Nullable RuleNode child(RegoValue key) {
        return children.get(key);
    }

    /** True if the rules here are a function. */
    public boolean isFunction() {
        return !rules.isEmpty() && rules.getFirst().isFunction();
    }
}
