package dev.writ.policy.plan;

import dev.writ.policy.check.CheckedProgram;
import dev.writ.policy.check.CheckedRule;
import dev.writ.policy.check.RuleKind;
import dev.writ.policy.check.RuleNode;
import dev.writ.policy.ir.CollectionKind;
import dev.writ.policy.ir.DocumentNode;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Which place in the tree of rules is computed by which function. Where a rule has keys that are not constant, all rules
 * below its place contribute to the same document, so they are one function.
 */
final class FunctionTable {

    /** How a place is computed. */
    enum Shape {
        FUNCTION,
        COMPLETE,
        PARTIAL
    }

    /**
     * One function of the program.
     *
     * @param node the place
     * @param id of the function
     * @param keyedId of the function for a single key; only for {@link Shape#PARTIAL}
     * @param shape how it is computed
     * @param collection what a partial one builds
     * @param rules its rules, without defaults
     * @param defaults its default rules
     */
    record Entry(
            RuleNode node,
            int id,
            OptionalInt keyedId,
            Shape shape,
            CollectionKind collection,
            List<CheckedRule> rules,
            List<CheckedRule> defaults) {}

    private final List<Entry> entries = new ArrayList<>();
    private final Map<List<RegoValue>, Entry> byPath = new HashMap<>();
    private final DocumentNode documents;
    private final Map<List<RegoValue>, DocumentNode> nodes = new HashMap<>();
    private int nextId;

    FunctionTable(CheckedProgram program) {
        documents = visit(program.root());
    }

    /** All functions, ids ascending. */
    List<Entry> entries() {
        return entries;
    }

    /** The tree of documents. */
    DocumentNode documents() {
        return documents;
    }

    /** The function at a path, or null. */
    @Nullable
    Entry entry(List<RegoValue> path) {
        return byPath.get(path);
    }

    /** The document node at a path, or null where there are only base data. */
    @Nullable
    DocumentNode node(List<RegoValue> path) {
        return nodes.get(path);
    }

    private DocumentNode visit(RuleNode node) {
        List<CheckedRule> all = contributing(node);
        if (!all.isEmpty()) {
            Entry entry = entry(node, all);
            return keep(new DocumentNode(node.path(), Map.of(), OptionalInt.of(entry.id())));
        }
        Map<RegoValue, DocumentNode> children = new LinkedHashMap<>();
        node.children().forEach((key, child) -> {
            if (child.isFunction()) {
                entry(child, child.rules());
            } else {
                children.put(key, visit(child));
            }
        });
        return keep(new DocumentNode(node.path(), children, OptionalInt.empty()));
    }

    private DocumentNode keep(DocumentNode node) {
        nodes.put(node.path(), node);
        return node;
    }

    private static List<CheckedRule> contributing(RuleNode node) {
        boolean open =
                node.rules().stream().anyMatch(rule -> !rule.dynamicPath().isEmpty());
        List<CheckedRule> rules = new ArrayList<>(node.rules());
        if (open) {
            node.children().values().forEach(child -> addBelow(child, rules));
        }
        return rules;
    }

    private static void addBelow(RuleNode node, List<CheckedRule> rules) {
        rules.addAll(node.rules());
        node.children().values().forEach(child -> addBelow(child, rules));
    }

    private Entry entry(RuleNode node, List<CheckedRule> all) {
        List<CheckedRule> rules = all.stream().filter(rule -> !rule.isDefault()).toList();
        List<CheckedRule> defaults = all.stream().filter(CheckedRule::isDefault).toList();
        Shape shape = shape(node, all);
        OptionalInt keyed = OptionalInt.empty();
        int id = nextId++;
        if (shape == Shape.PARTIAL) {
            keyed = OptionalInt.of(nextId++);
        }
        Entry entry = new Entry(node, id, keyed, shape, collection(node, rules), rules, defaults);
        entries.add(entry);
        byPath.put(node.path(), entry);
        return entry;
    }

    private static Shape shape(RuleNode node, List<CheckedRule> rules) {
        if (node.isFunction()) {
            return Shape.FUNCTION;
        }
        boolean complete =
                rules.stream().allMatch(rule -> rule.kind() == RuleKind.SINGLE_VALUE && keys(node, rule) == 0);
        return complete ? Shape.COMPLETE : Shape.PARTIAL;
    }

    private static CollectionKind collection(RuleNode node, List<CheckedRule> rules) {
        if (rules.stream().allMatch(rule -> rule.kind() == RuleKind.MULTI_VALUE && keys(node, rule) == 0)) {
            return CollectionKind.SET;
        }
        return rules.stream().allMatch(rule -> rule.kind() == RuleKind.SINGLE_VALUE && keys(node, rule) == 1)
                ? CollectionKind.OBJECT
                : CollectionKind.DOCUMENT;
    }

    /** How many keys lead from the place to what the rule contributes. */
    private static int keys(RuleNode node, CheckedRule rule) {
        return rule.path().size() - node.path().size() + rule.dynamicPath().size();
    }
}
