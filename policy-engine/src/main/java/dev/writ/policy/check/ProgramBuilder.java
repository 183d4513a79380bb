package dev.writ.policy.check;

import dev.writ.policy.ast.Module;
import dev.writ.policy.check.types.DocumentTypes;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Puts a program together from its rules. */
final class ProgramBuilder {
    private final IdentityHashMap<RuleHeader, CheckedRule> checked = new IdentityHashMap<>();
    private final Map<List<RegoValue>, RuleNode> nodes = new HashMap<>();

    private ProgramBuilder() {}

    static CheckedProgram build(
            List<Module> modules,
            RuleTree tree,
            DependencyGraph graph,
            List<List<Integer>> components,
            DocumentTypes types,
            Dependents dependents) {
        ProgramBuilder builder = new ProgramBuilder();
        List<RuleHeader> order = new ArrayList<>();
        for (List<Integer> component : components) {
            for (int vertex : component) {
                if (graph.isRule(vertex)) {
                    ResolvedRule rule = graph.rule(vertex);
                    builder.checked.put(rule.header(), rule.rule());
                    order.add(rule.header());
                }
            }
        }
        RuleNode root = builder.node(tree.root());
        return new CheckedProgram(modules, root, builder.order(order), types, dependents);
    }

    private RuleNode node(RuleTree.Place place) {
        NavigableMap<RegoValue, RuleNode> children = new TreeMap<>();
        place.children().forEach((key, child) -> children.put(key, node(child)));
        List<CheckedRule> rules = new ArrayList<>();
        for (RuleHeader header : place.rules()) {
            CheckedRule rule = checked.get(header);
            if (rule != null) {
                rules.add(rule);
            }
        }
        RuleNode node = new RuleNode(place.path(), rules, children);
        nodes.put(node.path(), node);
        return node;
    }

    /** Each node where the last of its rules comes. */
    private List<RuleNode> order(List<RuleHeader> rules) {
        Map<List<RegoValue>, Integer> left = new HashMap<>();
        rules.forEach(rule -> left.merge(rule.path(), 1, Integer::sum));
        List<RuleNode> order = new ArrayList<>();
        for (RuleHeader rule : rules) {
            RuleNode node = nodes.get(rule.path());
            if (left.merge(rule.path(), -1, Integer::sum) == 0 && node != null) {
                order.add(node);
            }
        }
        return order;
    }
}
