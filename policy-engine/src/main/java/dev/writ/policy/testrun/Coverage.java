package dev.writ.policy.testrun;

import dev.writ.policy.ast.Module;
import dev.writ.policy.runtime.Tracer;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Notes which parts of modules are evaluated, in any number of evaluations and threads. A line of a body counts as
 * evaluated when any part of it was, or when a line after it was; a head counts when its rule gave a result.
 */
public final class Coverage implements Tracer {

    private static final Comparator<Span> BY_PLACE =
            Comparator.comparingInt(Span::start).thenComparingInt(Span::end);

    /** What happened in one file, by place. */
    private static final class Trace {
        private final NavigableSet<Span> statements = new TreeSet<>(BY_PLACE);
        private final Map<Span, Integer> entered = new HashMap<>();
        private final Map<Span, Integer> answered = new HashMap<>();
    }

    private final IdentityHashMap<SourceFile, Trace> traces = new IdentityHashMap<>();

    @Override
    public synchronized void event(Event event, Span place) {
        Trace trace = traces.computeIfAbsent(place.file(), file -> new Trace());
        switch (event) {
            case STATEMENT -> trace.statements.add(place);
            case ENTER -> trace.entered.merge(place, 1, Integer::sum);
            case EXIT -> trace.answered.merge(place, 1, Integer::sum);
            case FAIL, NOTE -> {}
        }
    }

    /** Whether anything inside of a place was evaluated. */
    synchronized boolean evaluated(Span place) {
        Trace trace = traces.get(place.file());
        if (trace == null) {
            return false;
        }
        for (Span statement : trace.statements.tailSet(place.file().span(place.start(), place.start()))) {
            if (statement.start() > place.end()) {
                return false;
            }
            if (statement.end() <= place.end()) {
                return true;
            }
        }
        return false;
    }

    /** Whether the body of the rule at a place was entered. */
    synchronized boolean entered(Span rule) {
        Trace trace = traces.get(rule.file());
        return trace != null && trace.entered.containsKey(rule);
    }

    /** Whether the rule at a place gave a result. */
    synchronized boolean answered(Span rule) {
        Trace trace = traces.get(rule.file());
        return trace != null && trace.answered.containsKey(rule);
    }

    /** Whether a body of the rule at a place was left without a result; an {@code else} is entered then, if there is one. */
    synchronized boolean failed(Span rule) {
        Trace trace = traces.get(rule.file());
        return trace != null && trace.entered.getOrDefault(rule, 0) > trace.answered.getOrDefault(rule, 0);
    }

    /** What was evaluated of some modules, and what was not. */
    public CoverageReport report(List<Module> modules) {
        return report(modules, Optional.empty());
    }

    /** What was evaluated of some modules, and what was not, with the conditions that were seen. */
    public CoverageReport report(List<Module> modules, Optional<Conditions> conditions) {
        List<CoverageReport.FileReport> files = new ArrayList<>();
        modules.stream()
                .sorted(Comparator.comparing((Module module) -> module.file().name()))
                .forEach(module -> files.add(new CoveredModule(this, module)
                        .report(conditions.map(seen -> seen.of(module.file())).orElse(List.of()))));
        return new CoverageReport(files, conditions.isPresent());
    }
}
