package dev.writ.policy.lint;

import dev.writ.policy.lint.ModuleFacts.Definition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All modules that are linted together, as far as one of them needs to know of the others. */
public final class Project {
    private final List<ModuleFacts> modules;
    private final Language language;
    private final Surroundings surroundings;
    private final Map<List<String>, List<ModuleFacts>> packages = new LinkedHashMap<>();
    private final Map<List<String>, Set<String>> ruleNames = new HashMap<>();
    private final Map<List<String>, List<Definition>> definitions = new HashMap<>();
    private final Set<List<String>> prefixes = new HashSet<>();
    private final PackageGraph packageGraph;

    /**
     * What stands around the modules.
     *
     * @param decisions the paths below {@code data} of the rules that manifests name as decisions
     * @param documents the paths below {@code data} at which files of data are
     */
    public record Surroundings(List<List<String>> decisions, List<List<String>> documents) {
        /** Nothing. */
        public static final Surroundings NONE = new Surroundings(List.of(), List.of());

        public Surroundings {
            decisions = List.copyOf(decisions);
            documents = List.copyOf(documents);
        }
    }

    /** The modules, in the order of their names. */
    public Project(Collection<ModuleFacts> modules, Language language, Surroundings surroundings) {
        this.modules = List.copyOf(modules);
        this.language = language;
        this.surroundings = surroundings;
        this.packageGraph = new PackageGraph(this.modules);
        surroundings.documents().forEach(this::addPrefixes);
        for (ModuleFacts module : this.modules) {
            List<String> path = module.packagePath();
            packages.computeIfAbsent(path, key -> new ArrayList<>()).add(module);
            Set<String> names = ruleNames.computeIfAbsent(path, key -> new HashSet<>());
            addPrefixes(path);
            for (Definition definition : module.definitions()) {
                names.add(definition.name());
                List<String> full = join(path, definition.path());
                definitions.computeIfAbsent(full, key -> new ArrayList<>()).add(definition);
                addPrefixes(full);
            }
        }
    }

    private void addPrefixes(List<String> path) {
        for (int length = 1; length <= path.size(); length++) {
            prefixes.add(List.copyOf(path.subList(0, length)));
        }
    }

    private static List<String> join(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }

    /** The modules. */
    public List<ModuleFacts> modules() {
        return modules;
    }

    /** Whether there is more than one, so that what one of them lacks may be expected of the others. */
    public boolean hasSeveral() {
        return modules.size() > 1;
    }

    /** The built-in functions. */
    public Language language() {
        return language;
    }

    /** The paths of the rules that are decisions of the service. */
    public List<List<String>> decisions() {
        return surroundings.decisions();
    }

    /** The packages with their modules. */
    public Map<List<String>, List<ModuleFacts>> packages() {
        return Map.copyOf(packages);
    }

    /** Which package refers to which. */
    public PackageGraph packageGraph() {
        return packageGraph;
    }

    /** Whether a package has exactly that path. */
    public boolean isPackage(List<String> path) {
        return packages.containsKey(path);
    }

    /** The names of the rules of a package. */
    public Set<String> ruleNames(List<String> packagePath) {
        return Set.copyOf(ruleNames.getOrDefault(packagePath, Set.of()));
    }

    /** The rules at exactly that path below {@code data}. */
    public List<Definition> definitions(List<String> path) {
        return List.copyOf(definitions.getOrDefault(path, List.of()));
    }

    /**
     * Whether something is at that path: a package, rule or document, what leads to one, or what may lie inside of a rule's
     * value or a document.
     */
    public boolean resolves(List<String> path) {
        if (prefixes.contains(path)) {
            return true;
        }
        for (int length = path.size() - 1; length > 0; length--) {
            List<String> outer = path.subList(0, length);
            if (definitions.containsKey(outer) || surroundings.documents().contains(outer)) {
                return true;
            }
        }
        return false;
    }
}
