package dev.writ.policy.opaplan;

import dev.writ.policy.ir.DocumentNode;
import dev.writ.policy.ir.Function;
import dev.writ.policy.ir.Program;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The functions of a plan that are needed: each is named when it is first called, and written later. */
final class PlanFunctions {

    /** What a function of the plan computes. */
    sealed interface Subject {
        /** A rule or function of the program. */
        record Rules(Function function) implements Subject {}

        /** All that is at and below a place of {@code data}. */
        record Document(DocumentNode node) implements Subject {}
    }

    /** A function that is to be written. */
    record Wanted(String name, List<RegoValue> path, Subject subject, PlanEnvironment environment) {}

    private record Key(String what, PlanEnvironment environment) {}

    private final Program program;
    private final Map<PlanEnvironment, Integer> environments = new HashMap<>();
    private final Map<Key, String> names = new HashMap<>();
    private final Deque<Wanted> wanted = new ArrayDeque<>();
    private final Set<List<RegoValue>> ends = new HashSet<>();
    private final Set<List<RegoValue>> onTheWay = new HashSet<>();
    private final Set<String> taken = new HashSet<>();
    private final Map<String, RegoObject> written = new LinkedHashMap<>();
    private final Map<String, List<String>> calls = new HashMap<>();

    PlanFunctions(Program program) {
        this.program = program;
        environments.put(PlanEnvironment.OUTERMOST, 0);
    }

    /** The function with a number. */
    Function function(int id) {
        return program.functions().get(id);
    }

    /** The partial rule whose single keys a function computes. */
    Function partialOf(Function keyed) {
        return program.functions().stream()
                .filter(each -> each.keyed().isPresent() && each.keyed().getAsInt() == keyed.id())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("`" + keyed.name() + "` computes keys of no rule"));
    }

    /** The name of a rule or function in an environment, for a call from {@code caller}. */
    String rules(Function function, PlanEnvironment environment, String caller) {
        return name(
                new Key("f" + function.id(), environment),
                function.path(),
                new Subject.Rules(function),
                environment,
                caller);
    }

    /** The name of the function that computes a whole place in an environment, for a call from {@code caller}. */
    String document(DocumentNode node, PlanEnvironment environment, String caller) {
        return name(
                new Key("d" + node.path(), environment), node.path(), new Subject.Document(node), environment, caller);
    }

    private String name(Key key, List<RegoValue> path, Subject subject, PlanEnvironment environment, String caller) {
        String name = names.computeIfAbsent(key, ignored -> {
            int number = environments.computeIfAbsent(environment, other -> environments.size());
            StringBuilder text = new StringBuilder("g" + number + ".data");
            path.forEach(step -> text.append('.').append(step instanceof RegoString s ? s.value() : step.toString()));
            // Paths with points in their names must not meet.
            String unique = taken.contains(text.toString()) ? text + "#" + taken.size() : text.toString();
            taken.add(unique);
            wanted.add(new Wanted(unique, lookup(number, path, unique), subject, environment));
            return unique;
        });
        calls.computeIfAbsent(caller, ignored -> new ArrayList<>()).add(name);
        return name;
    }

    /**
     * Where a function is found when a program looks it up by path. Readers put all of these paths into one tree, with
     * functions at its ends only, so one that is in the way of another is named instead.
     */
    private List<RegoValue> lookup(int number, List<RegoValue> path, String name) {
        List<RegoValue> lookup = new ArrayList<>(List.of(RegoString.of("g" + number)));
        for (RegoValue step : path) {
            if (!(step instanceof RegoString)) {
                return List.of(RegoString.of(name));
            }
            lookup.add(step);
        }
        boolean free = !onTheWay.contains(lookup);
        for (int length = 1; length <= lookup.size(); length++) {
            free &= !ends.contains(lookup.subList(0, length));
        }
        List<RegoValue> chosen = free ? List.copyOf(lookup) : List.of(RegoString.of(name));
        ends.add(chosen);
        for (int length = 1; length < chosen.size(); length++) {
            onTheWay.add(chosen.subList(0, length));
        }
        return chosen;
    }

    /** Whether there is a function that is named and not written. */
    boolean isWanting() {
        return !wanted.isEmpty();
    }

    /** The next function to write. */
    Wanted next() {
        return wanted.remove();
    }

    void write(Wanted function, RegoObject json) {
        written.put(function.name(), json);
    }

    /** All functions in the order in which they were first called. */
    List<RegoValue> toJson() {
        return List.copyOf(written.values());
    }

    /** What a function calls. */
    List<String> callsOf(String name) {
        return calls.getOrDefault(name, List.of());
    }

    /** The names of all functions. */
    List<String> names() {
        return List.copyOf(written.keySet());
    }
}
