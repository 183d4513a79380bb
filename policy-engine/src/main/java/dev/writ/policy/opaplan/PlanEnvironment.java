package dev.writ.policy.opaplan;

import dev.writ.policy.ir.Substitution;
import dev.writ.policy.value.RegoValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a {@code with} changes for everything that is called inside of it. A plan cannot say it, so functions are written once
 * for each environment that they are called in, as OPA does.
 *
 * @param hidden the paths below {@code data} that were replaced, so that the rules there do not count
 * @param mocks what is called instead of what
 */
record PlanEnvironment(Set<List<RegoValue>> hidden, Map<Substitution.Target, Substitution.Replacement> mocks) {

    /** Outside of every {@code with}. */
    static final PlanEnvironment OUTERMOST = new PlanEnvironment(Set.of(), Map.of());

    /** The environment inside of a {@code with}. */
    PlanEnvironment with(List<Substitution> substitutions) {
        Set<List<RegoValue>> paths = new HashSet<>(hidden);
        Map<Substitution.Target, Substitution.Replacement> functions = new HashMap<>(mocks);
        for (Substitution substitution : substitutions) {
            switch (substitution) {
                case Substitution.Document document -> {
                    if (document.root() == dev.writ.policy.ir.Root.DATA) {
                        paths.add(document.path());
                    }
                }
                case Substitution.Callee callee -> functions.put(callee.target(), callee.replacement());
            }
        }
        return new PlanEnvironment(Set.copyOf(paths), Map.copyOf(functions));
    }

    /** The environment of the body of a replacing function: there all functions are as they were defined. */
    PlanEnvironment withoutMocks() {
        return new PlanEnvironment(hidden, Map.of());
    }

    /** Whether the document at a path was replaced, or one above it. */
    boolean hides(List<RegoValue> path) {
        return hidden.stream()
                .anyMatch(replaced ->
                        replaced.size() <= path.size() && replaced.equals(path.subList(0, replaced.size())));
    }
}
