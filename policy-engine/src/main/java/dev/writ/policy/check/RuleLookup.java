package dev.writ.policy.check;

import dev.writ.policy.value.RegoValue;
import java.util.List;

/** Answers what rules there are. */
@FunctionalInterface
interface RuleLookup {
    /** What {@link #arity} gives where there are no rules. */
    int NONE = -1;

    /** How many parameters the rules exactly at {@code path} take: 0 where they are no functions. */
    int arity(List<? extends RegoValue> path);

    default boolean hasRules(List<? extends RegoValue> path) {
        return arity(path) != NONE;
    }

    default boolean hasFunction(List<? extends RegoValue> path) {
        return arity(path) > 0;
    }

    static RuleLookup of(RuleTree tree) {
        return path -> {
            List<RuleHeader> rules = tree.rulesAt(path);
            return rules.isEmpty() ? NONE : rules.getFirst().arity();
        };
    }

    static RuleLookup of(CheckedProgram program) {
        return path -> {
            RuleNode node = program.find(path);
            if (node == null || node.rules().isEmpty()) {
                return NONE;
            }
            List<CheckedTerm> params = node.rules().getFirst().params();
            return params == null ? 0 : params.size();
        };
    }
}
