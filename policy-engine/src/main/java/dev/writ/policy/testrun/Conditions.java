package dev.writ.policy.testrun;

import dev.writ.policy.ast.Import;
import dev.writ.policy.ast.Module;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.source.Span;
import dev.writ.policy.testrun.ModuleConditions.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Notes which expressions of bodies were seen to hold and which were seen not to, in any number of evaluations and threads. Each
 * evaluation tries every rule and every solution, so what is noted depends neither on indexes nor on when a result is known, and
 * expressions are told apart by the syntax tree, not by lines. Modules of tests (those
 * that have some, or whose package or file ends in {@code _test}) have no conditions.
 */
public final class Conditions {

    private final IdentityHashMap<SourceFile, ModuleConditions> modules = new IdentityHashMap<>();
    private final Set<Place> held = new HashSet<>();
    private final Set<Place> failed = new HashSet<>();
    private final Set<String> incomplete = new TreeSet<>();

    private Conditions() {}

    /** The conditions of some modules, of which nothing was seen yet. */
    public static Conditions of(List<Module> all) {
        Map<List<String>, Set<String>> rules = new HashMap<>();
        for (Module module : all) {
            Set<String> names = rules.computeIfAbsent(module.packageDecl().names(), path -> new HashSet<>());
            module.rules().forEach(rule -> names.add(rule.head().name()));
        }
        Conditions conditions = new Conditions();
        for (Module module : all) {
            if (!isForTests(module)) {
                Set<String> global =
                        new HashSet<>(rules.getOrDefault(module.packageDecl().names(), Set.of()));
                global.addAll(Set.of("input", "data"));
                module.imports().stream().map(Import::name).forEach(global::add);
                conditions.modules.put(module.file(), ModuleConditions.of(module, new Certainty(global)));
            }
        }
        return conditions;
    }

    private static boolean isForTests(Module module) {
        List<String> path = module.packageDecl().names();
        return module.file().name().endsWith("_test.rego")
                || (!path.isEmpty() && path.getLast().endsWith("_test"))
                || module.rules().stream().anyMatch(rule -> TestRule.nameLength(rule.head()) > 0);
    }

    /** The expression around a place, or null. */
    @Nullable
    Place around(Span place) {
        ModuleConditions module = modules.get(place.file());
        return module == null ? null : module.around(place);
    }

    /** A watch of one evaluation; what it has seen counts when it is {@linkplain #add added}. */
    ConditionWatch watch() {
        return new ConditionWatch(this);
    }

    /** Counts what a watch has seen. */
    synchronized void add(ConditionWatch watch) {
        held.addAll(watch.held());
        failed.addAll(watch.failed());
    }

    /** A test ended in an error when everything was tried, so that it did not come to all. */
    synchronized void incomplete(String test) {
        incomplete.add(test);
    }

    /**
     * The full names of the tests that could not try everything: what a result did not need ended in an error or a limit.
     * What they came to before counts.
     */
    public synchronized Set<String> incomplete() {
        return Collections.unmodifiableSet(new TreeSet<>(incomplete));
    }

    /** The conditions of a file, in the order in which they were written. */
    synchronized List<Condition> of(SourceFile file) {
        ModuleConditions module = modules.get(file);
        List<Condition> conditions = new ArrayList<>();
        if (module != null) {
            for (Place place : module.places()) {
                if (place.counted()) {
                    conditions.add(new Condition(place.span(), held.contains(place), failed.contains(place)));
                }
            }
        }
        return conditions;
    }
}
