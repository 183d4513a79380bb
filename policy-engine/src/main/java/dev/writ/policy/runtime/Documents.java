package dev.writ.policy.runtime;

import dev.writ.policy.ir.DocumentNode;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoValue;

/** Documents that base data and rules make together. */
public final class Documents {

    private Documents() {}

    /** The whole document at a node. */
    public static Maybe extent(DocumentNode node, RuleCalls rules, Execution execution, Scope scope) {
        return extent(node, Lookups.path(scope.data(), node.path()), rules, execution, scope);
    }

    /** The whole document at a node whose base data is known. */
    static Maybe extent(DocumentNode node, Maybe base, RuleCalls rules, Execution execution, Scope scope) {
        if (scope.hidesAnything() && scope.hides(node.path())) {
            return base;
        }
        if (node.function().isPresent()) {
            return rules.document(node.function().getAsInt(), execution, scope);
        }
        RegoObject.Builder virtual = RegoObject.builder();
        node.children().forEach((key, child) -> {
            Maybe childBase = base instanceof RegoValue container ? Lookups.lookup(container, key) : base;
            if (extent(child, childBase, rules, execution, scope) instanceof RegoValue value) {
                virtual.put(key, value);
            }
        });
        return Replacing.merge(base, virtual.build());
    }
}
