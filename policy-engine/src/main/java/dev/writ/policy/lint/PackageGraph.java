package dev.writ.policy.lint;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which package refers to which. */
public final class PackageGraph {
    private final Set<List<String>> packages = new HashSet<>();
    private final Map<String, Set<List<String>>> byFile = new HashMap<>();
    private final Map<List<String>, Set<List<String>>> byPackage = new HashMap<>();

    PackageGraph(Collection<ModuleFacts> modules) {
        modules.forEach(module -> packages.add(module.packagePath()));
        for (ModuleFacts module : modules) {
            Set<List<String>> edges = edges(module);
            byFile.put(module.file(), edges);
            byPackage
                    .computeIfAbsent(module.packagePath(), path -> new HashSet<>())
                    .addAll(edges);
        }
    }

    private Set<List<String>> edges(ModuleFacts module) {
        Set<List<String>> edges = new HashSet<>();
        for (List<String> path : module.imports()) {
            if (path.getFirst().equals("data")) {
                List<String> below = path.subList(1, path.size());
                List<String> target = target(below);
                if (!target.equals(module.packagePath()) || below.equals(target)) {
                    edges.add(target);
                }
            }
        }
        for (List<String> path : module.references()) {
            List<String> target = target(path);
            if (!target.equals(module.packagePath())) {
                edges.add(target);
            }
        }
        edges.remove(List.<String>of());
        return edges;
    }

    /** The packages that a module refers to; its own only where it imports that as a whole. */
    public Set<List<String>> from(ModuleFacts module) {
        return Set.copyOf(byFile.getOrDefault(module.file(), Set.of()));
    }

    /** The package that a path below {@code data} leads to; empty for none. */
    public List<String> target(List<String> path) {
        for (int length = path.size(); length > 0; length--) {
            List<String> prefix = path.subList(0, length);
            if (packages.contains(prefix)) {
                return List.copyOf(prefix);
            }
        }
        return List.of();
    }

    /** The packages from which one comes to {@code start} and back, itself included; empty where there is no circle. */
    public Set<List<String>> circle(List<String> start) {
        Set<List<String>> there = reachable(start);
        if (!there.contains(start)) {
            return Set.of();
        }
        Set<List<String>> group = new HashSet<>();
        for (List<String> other : there) {
            if (other.equals(start) || reachable(other).contains(start)) {
                group.add(other);
            }
        }
        return group;
    }

    /** The packages that one comes to from {@code start}, directly or by way of others. */
    public Set<List<String>> reachable(List<String> start) {
        Set<List<String>> seen = new HashSet<>();
        Deque<List<String>> open = new ArrayDeque<>(byPackage.getOrDefault(start, Set.of()));
        while (!open.isEmpty()) {
            List<String> next = open.pop();
            if (seen.add(next)) {
                open.addAll(byPackage.getOrDefault(next, Set.of()));
            }
        }
        return seen;
    }
}
