package dev.writ.policy.check;

import dev.writ.policy.ast.Import;
import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.PathSegment;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names that mean the same everywhere in a module: the rules of its package and its imports. Remembers which of them
 * were used.
 */
final class ModuleScope {
    private final @Nullable Module module;
    private final List<RegoValue> packagePath;
    private final Map<String, GlobalName> names;
    private final Set<String> used = new HashSet<>();
    private @Nullable Set<Integer> sharedLines;

    private ModuleScope(@Nullable Module module, List<RegoValue> packagePath, Map<String, GlobalName> names) {
        this.module = module;
        this.packagePath = List.copyOf(packagePath);
        this.names = names;
    }

    /** The scope of {@code module}, in whose package there are rules with the names {@code rules}. */
    static ModuleScope of(Module module, Collection<String> rules) {
        List<RegoValue> path = Paths.of(module.packageDecl().names());
        return new ModuleScope(module, path, names(path, rules, module.imports()));
    }

    /** The scope of a query. */
    static ModuleScope ofQuery(List<String> packageNames, Collection<String> rules, List<Import> imports) {
        List<RegoValue> path = Paths.of(packageNames);
        return new ModuleScope(null, path, names(path, rules, imports));
    }

    private static Map<String, GlobalName> names(
            List<RegoValue> packagePath, Collection<String> rules, List<Import> imports) {
        Map<String, GlobalName> names = new HashMap<>();
        for (String rule : rules) {
            List<RegoValue> path = new ArrayList<>(packagePath);
            path.add(RegoString.of(rule));
            names.put(rule, new GlobalName(false, path));
        }
        for (Import imported : imports) {
            if (!imported.isLanguage()) {
                List<String> path =
                        imported.path().stream().map(PathSegment::name).toList();
                boolean input = imported.root().name().equals("input");
                names.put(imported.name(), new GlobalName(input, Paths.of(path)));
            }
        }
        return names;
    }

    /** The module, or null for a query. */
    @Nullable
    Module module() {
        return module;
    }

    /** The names of its package below {@code data}. */
    List<RegoValue> packagePath() {
        return packagePath;
    }

    /** What {@code name} stands for, or null. */
    @Nullable
    GlobalName find(String name) {
        GlobalName found = names.get(name);
        if (found != null) {
            used.add(name);
        }
        return found;
    }

    /** True if rules of several names are written on {@code line}. */
    boolean isShared(int line) {
        Module given = module;
        if (given == null) {
            return false;
        }
        Set<Integer> lines = sharedLines;
        if (lines == null) {
            lines = SharedLines.in(given);
            sharedLines = lines;
        }
        return lines.contains(line);
    }

    boolean isUsed(String name) {
        return used.contains(name);
    }

    /** All names. */
    Set<String> names() {
        return names.keySet();
    }
}
