package dev.writ.policy.check;

import dev.writ.policy.ast.Module;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Finds rules that contradict each other, a package, or base data. */
final class RuleConflicts {
    private static final int MAX_LISTED = 10;

    private final RuleTree tree;
    private final BaseDocuments base;
    private final Map<List<RegoValue>, List<Module>> packages;
    private final List<Diagnostic> diagnostics;

    RuleConflicts(
            RuleTree tree,
            BaseDocuments base,
            Map<List<RegoValue>, List<Module>> packages,
            List<Diagnostic> diagnostics) {
        this.tree = tree;
        this.base = base;
        this.packages = packages;
        this.diagnostics = diagnostics;
    }

    void check() {
        check(tree.root());
    }

    private void check(RuleTree.Place place) {
        if (!place.rules().isEmpty()) {
            rules(place);
            packages(place);
            baseData(place);
        }
        place.children().values().forEach(this::check);
    }

    private void rules(RuleTree.Place place) {
        List<RuleHeader> below = below(place);
        RuleHeader first = place.rules().getFirst();
        if (!below.isEmpty()) {
            error(
                    DiagnosticCode.TYPE,
                    first.span(),
                    "rule `" + first.name() + "` conflicts with:" + listed(below),
                    "they are inside of its value: make them a part of it, or rename it");
        } else if (isMixed(place.rules())) {
            error(
                    DiagnosticCode.TYPE,
                    first.span(),
                    "conflicting rules `" + Paths.text(place.path()) + "` found",
                    "they are " + kinds(place.rules()) + ": rename one of them");
        } else {
            defaults(place);
        }
    }

    /** Rules inside of what a rule gives: all of them below a complete one, functions below one with variables. */
    private static List<RuleHeader> below(RuleTree.Place place) {
        boolean ground = place.rules().stream().anyMatch(RuleHeader::isGround);
        List<RuleHeader> found = new ArrayList<>();
        Predicate<RuleHeader> relevant = ground ? rule -> true : RuleHeader::isFunction;
        place.children().values().forEach(child -> collect(child, relevant, found));
        return found;
    }

    private static void collect(RuleTree.Place place, Predicate<RuleHeader> relevant, List<RuleHeader> found) {
        place.rules().stream().filter(relevant).forEach(found::add);
        place.children().values().forEach(child -> collect(child, relevant, found));
    }

    private static String listed(List<RuleHeader> rules) {
        StringBuilder lines = new StringBuilder();
        for (RuleHeader rule : rules.subList(0, Math.min(MAX_LISTED, rules.size()))) {
            lines.append("\n  rule `").append(rule.name()).append("` at ").append(place(rule.span()));
        }
        return rules.size() > MAX_LISTED
                ? lines + "\n  and " + (rules.size() - MAX_LISTED) + " more"
                : lines.toString();
    }

    /** As it stands in the text: {@code a.b}. */
    private static String packageName(Module module) {
        return Paths.text(Paths.of(module.packageDecl().names())).substring("data.".length());
    }

    private static String place(Span span) {
        return span.place();
    }

    private static boolean isMixed(List<RuleHeader> rules) {
        Set<RuleKind> kinds = new HashSet<>();
        Set<Integer> arities = new HashSet<>();
        boolean complete = false;
        boolean partial = false;
        boolean sets = false;
        boolean objectsOfSets = false;
        for (RuleHeader rule : rules) {
            boolean multiple = rule.kind() == RuleKind.MULTI_VALUE;
            kinds.add(rule.kind());
            arities.add(rule.arity());
            complete |= !multiple && rule.isGround();
            partial |= multiple || !rule.isGround();
            sets |= multiple && rule.isGround();
            objectsOfSets |= multiple && !rule.isGround();
        }
        return kinds.size() > 1 || arities.size() > 1 || (complete && partial) || (sets && objectsOfSets);
    }

    private static String kinds(List<RuleHeader> rules) {
        Set<String> seen = new HashSet<>();
        List<String> parts = new ArrayList<>();
        for (RuleHeader rule : rules) {
            String kind = kind(rule);
            if (seen.add(kind)) {
                parts.add(kind + " at " + place(rule.span()));
            }
        }
        return String.join(", ", parts);
    }

    private static String kind(RuleHeader rule) {
        if (rule.isFunction()) {
            return "a function with " + rule.arity() + (rule.arity() == 1 ? " argument" : " arguments");
        }
        if (rule.kind() == RuleKind.MULTI_VALUE) {
            return rule.isGround() ? "a set" : "an object of sets";
        }
        return rule.isGround() ? "a single value" : "an object";
    }

    private void defaults(RuleTree.Place place) {
        List<RuleHeader> defaults =
                place.rules().stream().filter(rule -> rule.rule().isDefault()).toList();
        if (defaults.size() > 1) {
            List<String> places =
                    defaults.stream().map(rule -> place(rule.span())).toList();
            Module module = defaults.getFirst().scope().module();
            error(
                    DiagnosticCode.TYPE,
                    module == null
                            ? defaults.getFirst().span()
                            : module.packageDecl().span(),
                    "multiple default rules `" + Paths.text(place.path()) + "` found at " + String.join(", ", places),
                    "keep one of them");
        }
    }

    private void packages(RuleTree.Place place) {
        for (Module inside : packages.getOrDefault(place.path(), List.of())) {
            for (RuleHeader rule : place.rules()) {
                Module module = rule.scope().module();
                if (rule.isGround() && module != null) {
                    error(
                            DiagnosticCode.TYPE,
                            module.packageDecl().span(),
                            "package `" + packageName(inside) + "` conflicts with rule `"
                                    + SharedLines.name(rule.rule()) + "` defined at " + place(rule.span()),
                            "rename one of them");
                }
            }
        }
    }

    private void baseData(RuleTree.Place place) {
        List<String> path = Paths.strings(place.path());
        if (path != null && base.exists(path)) {
            RuleHeader first = place.rules().getFirst();
            error(
                    DiagnosticCode.COMPILE,
                    first.span(),
                    "conflicting rule for data path `" + String.join("/", path) + "` found",
                    "rename the rule, or remove the data");
        }
    }

    private void error(DiagnosticCode code, Span span, String message, String hint) {
        diagnostics.add(Diagnostic.error(code, span, message, hint));
    }
}
