package dev.writ.policy.partial;

import dev.writ.policy.check.CheckedRule;
import dev.writ.policy.check.CheckedStatement;
import dev.writ.policy.check.CheckedTerm;
import dev.writ.policy.check.Literals;
import dev.writ.policy.check.RuleKind;
import dev.writ.policy.check.RuleNode;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rules that residuals refer to, besides those of the policies. */
final class Support {
    private final Session session;
    private final boolean inPlace;
    private final Map<List<RegoValue>, Rules> byPath = new LinkedHashMap<>();
    private int negations;

    /**
     * The rules of one document.
     *
     * @param texts each rule
     * @param needs the documents that they refer to
     */
    record Rules(List<String> texts, Set<List<RegoValue>> needs) {}

    /** @param inPlace whether rules take the place of those that they are made from */
    Support(Session session, boolean inPlace) {
        this.session = session;
        this.inPlace = inPlace;
    }

    /** The path at which the support of a document is. */
    private List<RegoValue> pathOf(RuleNode node) {
        if (inPlace) {
            return node.path();
        }
        List<RegoValue> path = new ArrayList<>();
        path.add(session.namespaceKey());
        path.addAll(node.path());
        return path;
    }

    /** Whether rules can be written again one by one. */
    static boolean canHold(RuleNode node) {
        return node.children().isEmpty()
                && node.path().size() >= 2
                && node.path().stream().allMatch(RegoString.class::isInstance)
                && node.path().getLast() instanceof RegoString name
                && RegoWriter.isName(name.value())
                && node.rules().stream().allMatch(rule -> rule.branches().size() == 1 && !rule.isFunction());
    }

    /** The path of the support of a document, which is made where there is none; null where it cannot be made. */
    @Nullable
    List<RegoValue> of(RuleNode node, Evaluator evaluator) {
        if (!canHold(node)) {
            return null;
        }
        List<RegoValue> path = pathOf(node);
        if (!byPath.containsKey(path)) {
            byPath.put(path, rules(node, evaluator));
        }
        return path;
    }

    /** The paths of the documents whose rules there are now in another form. */
    Set<List<RegoValue>> replaced() {
        Set<List<RegoValue>> paths = new LinkedHashSet<>();
        byPath.forEach((path, rules) -> {
            if (!rules.texts().isEmpty()) {
                paths.add(path);
            }
        });
        return paths;
    }

    /** Whether none of the rules at a path of support can ever hold. */
    boolean isEmpty(List<RegoValue> path) {
        Rules rules = byPath.get(path);
        return rules != null && rules.texts().isEmpty();
    }

    /** The rules of a document with what is known put in, as texts without a package. */
    private Rules rules(RuleNode node, Evaluator evaluator) {
        Set<String> texts = new LinkedHashSet<>();
        Set<List<RegoValue>> needs = new LinkedHashSet<>();
        String name = ((RegoString) node.path().getLast()).value();
        for (CheckedRule rule : node.rules()) {
            CheckedRule.Branch branch = rule.branches().getFirst();
            session.enter(node, rule.span());
            Renaming renaming = session.renaming(rule.span(), rule.localCount());
            List<CheckedTerm> head = new ArrayList<>(renaming.terms(rule.dynamicPath()));
            head.add(renaming.term(branch.value()));
            for (Branch end : evaluator.body(renaming.body(branch.body()).statements(), Branch.empty())) {
                for (Evaluator.Values found : evaluator.all(head, end)) {
                    texts.add(text(rule, name, found, needs));
                }
            }
            session.leave();
        }
        return new Rules(List.copyOf(texts), needs);
    }

    private String text(CheckedRule rule, String name, Evaluator.Values found, Set<List<RegoValue>> needs) {
        List<CheckedTerm> head = new ArrayList<>(found.branch().plugged().terms(found.terms()));
        List<CheckedStatement> statements = new ArrayList<>(found.branch().saved());
        if (head.size() > 1 && head.getFirst() instanceof CheckedTerm.Constant key) {
            // A constant there would make it another document, which is there even where its rule does not hold.
            CheckedTerm.Local variable = session.fresh(rule.span());
            head.set(0, variable);
            statements.addFirst(new CheckedStatement.Unify(rule.span(), variable, key));
        }
        Simplifier.Simplified body = Simplifier.simplify(statements, RegoWriter.variables(head));
        RegoWriter writer = new RegoWriter(body, head, Map.of(), needs::add);
        // Variables are numbered in the order of the text of the rule.
        StringBuilder start = new StringBuilder(rule.isDefault() ? "default " : "").append(name);
        for (CheckedTerm key : head.subList(0, head.size() - 1)) {
            start.append('[').append(writer.term(key, true)).append(']');
        }
        String value = writer.term(head.getLast(), true);
        if (rule.isDefault()) {
            return start + " := " + value;
        }
        List<String> lines = writer.lines(body.statements());
        return rule.kind() == RuleKind.MULTI_VALUE
                ? RegoWriter.rule(start + " contains " + value, null, lines)
                : RegoWriter.rule(start.toString(), value, lines);
    }

    /** A rule that holds where one of the alternatives does, and the call of it. */
    CheckedStatement negated(List<List<CheckedStatement>> alternatives, BitSet outside, Span place) {
        List<CheckedTerm> parameters = new ArrayList<>();
        BitSet seen = new BitSet();
        alternatives.forEach(statements -> statements.forEach(statement -> Occurrences.everywhere(statement, found -> {
            if (outside.get(found.id()) && !seen.get(found.id())) {
                seen.set(found.id());
                parameters.add(new CheckedTerm.Local(place, found));
            }
        })));
        String name = "__not" + negations++ + "__";
        Set<String> texts = new LinkedHashSet<>();
        Set<List<RegoValue>> needs = new LinkedHashSet<>();
        for (List<CheckedStatement> statements : alternatives) {
            Simplifier.Simplified body = Simplifier.simplify(statements, RegoWriter.variables(parameters));
            RegoWriter writer = new RegoWriter(body, parameters, Map.of(), needs::add);
            List<String> names = parameters.stream()
                    .map(parameter -> writer.term(parameter, true))
                    .toList();
            String head = names.isEmpty() ? name : name + "(" + String.join(", ", names) + ")";
            texts.add(RegoWriter.rule(head, null, writer.lines(body.statements())));
        }
        List<RegoValue> path = List.of(session.namespaceKey(), RegoString.of(name));
        byPath.put(path, new Rules(List.copyOf(texts), needs));
        return parameters.isEmpty()
                ? new CheckedStatement.Holds(place, reference(path, place))
                : new CheckedStatement.Call(
                        place,
                        new dev.writ.policy.check.Callee.Function(List.of(session.namespace(), name)),
                        parameters,
                        null);
    }

    static CheckedTerm reference(List<RegoValue> path, Span place) {
        List<CheckedTerm> keys = path.stream()
                .<CheckedTerm>map(key -> new CheckedTerm.Constant(place, key))
                .toList();
        return Literals.reference(place, new CheckedTerm.Data(place), keys);
    }

    /** The texts of the rules that documents need, by the package that they belong to. */
    Map<List<String>, List<String>> needed(Collection<List<RegoValue>> documents) {
        Set<List<RegoValue>> found = new LinkedHashSet<>();
        List<List<RegoValue>> queue = new ArrayList<>(documents);
        while (!queue.isEmpty()) {
            List<RegoValue> document = queue.removeLast();
            for (int length = document.size(); length > 0; length--) {
                List<RegoValue> path = document.subList(0, length);
                Rules rules = byPath.get(path);
                if (rules != null && found.add(List.copyOf(path))) {
                    queue.addAll(rules.needs());
                }
            }
        }
        Map<List<String>, List<String>> packages = new TreeMap<>(Support::compare);
        List<List<RegoValue>> ordered = new ArrayList<>(found);
        ordered.sort(Support::compareKeys);
        for (List<RegoValue> path : ordered) {
            List<String> names = path.subList(0, path.size() - 1).stream()
                    .map(key -> ((RegoString) key).value())
                    .toList();
            Rules rules = byPath.getOrDefault(path, new Rules(List.of(), Set.of()));
            packages.computeIfAbsent(names, ignored -> new ArrayList<>()).addAll(rules.texts());
        }
        return Collections.unmodifiableMap(packages);
    }

    private static int compare(List<String> left, List<String> right) {
        return String.join("\0", left).compareTo(String.join("\0", right));
    }

    private static int compareKeys(List<RegoValue> left, List<RegoValue> right) {
        return left.toString().compareTo(right.toString());
    }

    /** The text of a module. */
    static String module(List<String> packageNames, List<String> rules) {
        StringBuilder out = new StringBuilder("package ");
        for (int i = 0; i < packageNames.size(); i++) {
            String name = packageNames.get(i);
            boolean plain = RegoWriter.isName(name);
            out.append(plain ? (i == 0 ? "" : ".") + name : "[" + JsonWriter.quote(name) + "]");
        }
        return out.append("\n\n")
                .append(String.join("\n\n", rules))
                .append('\n')
                .toString();
    }
}
