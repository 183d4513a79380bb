package dev.writ.policy.check;

import dev.writ.policy.ast.Module;
import dev.writ.policy.check.types.DocumentTypes;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program that can be planned.
 *
 * @param modules the modules it was made from, ordered by name
 * @param root the tree of rules; its root is {@code data}
 * @param order every node with rules, those it depends on before it
 * @param types what is known of the types of documents
 * @param dependents which rules depend on which
 */
public record CheckedProgram(
        List<Module> modules, RuleNode root, List<RuleNode> order, DocumentTypes types, Dependents dependents) {
    public CheckedProgram {
        modules = List.copyOf(modules);
        order = List.copyOf(order);
    }

    /** The node at {@code path} below {@code data}, or null. */
    public @Nullable RuleNode find(List<? extends RegoValue> path) {
        RuleNode node = root;
        for (RegoValue key : path) {
            node = node.child(key);
            if (node == null) {
                return null;
            }
        }
        return node;
    }

    /** The rules of {@code function}. */
    public RuleNode function(Callee.Function function) {
        RuleNode node = find(function.path().stream().map(RegoString::of).toList());
        if (node == null) {
            throw new IllegalArgumentException("no such function: " + function.name());
        }
        return node;
    }
}
