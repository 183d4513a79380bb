package dev.writ.policy.lint.imports;

import dev.writ.policy.ast.AstNode;
import dev.writ.policy.ast.Import;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Var;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.ModuleFacts;
import dev.writ.policy.lint.PackageGraph;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Packages import each other in a circle. */
public final class CircularImport implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("imports", "circular-import", "packages import each other in a circle");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        if (!module.project().hasSeveral()) {
            return;
        }
        PackageGraph graph = module.project().packageGraph();
        Set<List<String>> group = graph.circle(module.packagePath());
        if (group.isEmpty()) {
            return;
        }
        List<List<String>> sorted = group.stream()
                .sorted(Comparator.comparing(path -> String.join(".", path)))
                .toList();
        List<String> first = sorted.getFirst();
        boolean tellsIt = module.project().modules().stream()
                .filter(other -> group.contains(other.packagePath()))
                .filter(other -> graph.from(other).contains(first))
                .min(Comparator.comparing((ModuleFacts other) -> String.join(".", other.packagePath()))
                        .thenComparing(ModuleFacts::file))
                .map(other -> other.file().equals(module.file().name()))
                .orElse(false);
        if (tellsIt) {
            report(module, first, sorted, sink);
        }
    }

    private static void report(Linted module, List<String> first, List<List<String>> group, Sink sink) {
        List<AstNode> places = new ArrayList<>(module.module().imports());
        places.addAll(module.all(Ref.class));
        String circle = group.stream().map(path -> String.join(".", path)).collect(Collectors.joining(", "));
        places.stream()
                .filter(place -> first.equals(module.project().packageGraph().target(path(module, place))))
                .findFirst()
                .ifPresent(place -> sink.report(
                        place.span(),
                        group.size() == 1
                                ? "the package `" + circle + "` imports itself"
                                : "these packages import each other in a circle: " + circle));
    }

    private static List<String> path(Linted module, AstNode node) {
        if (node instanceof Import imported) {
            List<String> path = ModuleFacts.path(imported);
            return path.getFirst().equals("data") ? path.subList(1, path.size()) : List.of();
        }
        boolean full = node instanceof Ref ref
                && ref.head() instanceof Var head
                && head.name().equals("data");
        return full ? Objects.requireNonNullElse(module.dataPath((Ref) node), List.of()) : List.of();
    }
}
