package dev.writ.policy.check;

import dev.writ.policy.ast.Body;
import dev.writ.policy.ast.Import;
import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.builtin.BuiltinRegistry;
import dev.writ.policy.check.types.DocumentTypes;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Checks programs and queries. Immutable, and usable by several threads.
 *
 * <p>All errors are reported in one go, but those of a rule only as far as one does not follow from another.
 */
public final class Checker {
    private final BuiltinRegistry builtins;
    private final CheckOptions options;

    private Checker(BuiltinRegistry builtins, CheckOptions options) {
        this.builtins = Objects.requireNonNull(builtins, "builtins");
        this.options = Objects.requireNonNull(options, "options");
    }

    /**
     * A checker.
     *
     * @param builtins the functions that programs may call; one without an implementation is refused where it is called
     */
    public static Checker create(BuiltinRegistry builtins, CheckOptions options) {
        return new Checker(builtins, options);
    }

    /**
     * Checks the modules of a program together. Their order does not matter; their file names should differ.
     *
     * @param base the data that the program will run with, as far as it is known
     */
    public Checked<CheckedProgram> check(Collection<Module> modules, BaseDocuments base) {
        List<Module> sorted = modules.stream()
                .sorted(Comparator.comparing((Module module) -> module.file().name()))
                .toList();
        List<Diagnostic> diagnostics = new ArrayList<>();
        List<Diagnostic> remarks = new ArrayList<>();
        Map<List<RegoValue>, List<Module>> packages = packages(sorted);
        RuleTree tree = new RuleTree();
        BaseDocuments hiding = options.dataMayHideRules() ? base : BaseDocuments.NONE;
        List<ModuleScope> scopes = scopes(sorted, packages, hiding, tree);
        AnnotationConflicts.check(sorted, scopes, diagnostics);
        for (Module module : sorted) {
            ModuleChecks.callsAsRules(module, builtins, diagnostics);
            ModuleChecks.names(module, options, remarks);
        }
        new RuleConflicts(tree, base, packages, diagnostics).check();
        List<ResolvedRule> rules = resolve(tree, RuleMetadata.of(sorted, scopes), diagnostics, remarks);
        if (options.strict()) {
            for (int i = 0; i < sorted.size(); i++) {
                ModuleChecks.unusedImports(sorted.get(i), scopes.get(i), remarks);
            }
        }
        if (hasErrors(diagnostics)) {
            return refused(diagnostics, remarks);
        }
        DependencyGraph graph = new DependencyGraph(tree, rules);
        List<List<Integer>> components = Components.of(graph);
        Recursion.report(graph, components, diagnostics);
        if (hasErrors(diagnostics)) {
            return refused(diagnostics, remarks);
        }
        Dependents dependents = new Dependents(graph);
        DocumentTypes types = types(sorted, graph, components, dependents, diagnostics);
        return hasErrors(diagnostics) || !remarks.isEmpty()
                ? refused(diagnostics, remarks)
                : new Checked<>(ProgramBuilder.build(sorted, tree, graph, components, types, dependents), diagnostics);
    }

    private static <T> Checked<T> refused(List<Diagnostic> diagnostics, List<Diagnostic> remarks) {
        List<Diagnostic> all = new ArrayList<>(diagnostics);
        all.addAll(remarks);
        return new Checked<>(null, all);
    }

    /**
     * Checks a query against a program.
     *
     * @param packageNames the package whose rules the query sees by their names; empty for none
     * @param imports what else it sees
     */
    public Checked<CheckedQuery> check(
            CheckedProgram program, Body query, List<String> packageNames, List<Import> imports) {
        return QueryResolver.resolve(builtins, options.withStrict(false), program, query, packageNames, imports);
    }

    private DocumentTypes types(
            List<Module> modules,
            DependencyGraph graph,
            List<List<Integer>> components,
            Dependents dependents,
            List<Diagnostic> diagnostics) {
        DocumentTypes documents = DocumentTypes.create();
        SchemaAnnotations schemas = new SchemaAnnotations(modules, options.schemas(), diagnostics);
        schemas.input(documents);
        for (int vertex = 0; vertex < graph.size() && graph.isRule(vertex); vertex++) {
            schemas.document(graph.rule(vertex).rule());
        }
        TypeChecker types = new TypeChecker(builtins, documents, dependents, diagnostics);
        for (List<Integer> component : components) {
            for (int vertex : component) {
                if (graph.isRule(vertex)) {
                    ResolvedRule rule = graph.rule(vertex);
                    Module module = rule.header().scope().module();
                    types.rule(
                            rule.rule(),
                            rule.marks(),
                            branch -> module == null
                                    ? documents
                                    : schemas.seenBy(rule.rule(), branch, module, documents));
                }
            }
        }
        return documents;
    }

    private static Map<List<RegoValue>, List<Module>> packages(List<Module> modules) {
        Map<List<RegoValue>, List<Module>> packages = new HashMap<>();
        for (Module module : modules) {
            packages.computeIfAbsent(Paths.of(module.packageDecl().names()), path -> new ArrayList<>())
                    .add(module);
        }
        return packages;
    }

    private static List<ModuleScope> scopes(
            List<Module> modules, Map<List<RegoValue>, List<Module>> packages, BaseDocuments hiding, RuleTree tree) {
        Map<List<RegoValue>, Set<String>> names = new HashMap<>();
        packages.forEach((path, members) -> names.put(path, ruleNames(members)));
        List<ModuleScope> scopes = new ArrayList<>();
        for (Module module : modules) {
            List<RegoValue> path = Paths.of(module.packageDecl().names());
            ModuleScope scope = ModuleScope.of(module, names.getOrDefault(path, Set.of()));
            scopes.add(scope);
            if (module.rules().isEmpty()) {
                tree.place(path);
            }
            for (Rule rule : module.rules()) {
                RuleHeader header = RuleHeader.of(scope, rule);
                List<String> strings = Paths.strings(header.path());
                if (strings == null || !hiding.exists(strings)) {
                    tree.add(header);
                }
            }
        }
        return scopes;
    }

    private static Set<String> ruleNames(List<Module> modules) {
        Set<String> names = new LinkedHashSet<>();
        for (Module module : modules) {
            for (Rule rule : module.rules()) {
                names.add(rule.head().name());
            }
        }
        return names;
    }

    private List<ResolvedRule> resolve(
            RuleTree tree, RuleMetadata metadata, List<Diagnostic> diagnostics, List<Diagnostic> remarks) {
        RuleContext.Program program = new RuleContext.Program(RuleLookup.of(tree), builtins, options, metadata);
        List<ResolvedRule> rules = new ArrayList<>();
        resolve(tree.root(), program, rules, diagnostics, remarks);
        return rules;
    }

    private static void resolve(
            RuleTree.Place place,
            RuleContext.Program program,
            List<ResolvedRule> rules,
            List<Diagnostic> diagnostics,
            List<Diagnostic> remarks) {
        for (RuleHeader header : place.rules()) {
            ResolvedRule resolved = RuleResolver.resolve(header, program, diagnostics, remarks);
            if (resolved != null) {
                rules.add(resolved);
            }
        }
        place.children().values().forEach(child -> resolve(child, program, rules, diagnostics, remarks));
    }

    private static boolean hasErrors(List<Diagnostic> diagnostics) {
        return diagnostics.stream().anyMatch(Diagnostic::isError);
    }
}
