package dev.writ.policy.explain;

import dev.writ.policy.ir.Mark;
import dev.writ.policy.runtime.Explainer;
import dev.writ.policy.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How much time an evaluation spends on each line, and how often it evaluates what is written there. */
public final class Profile implements Explainer {

    /**
     * What one line takes.
     *
     * @param nanos nanoseconds from one expression to the next
     * @param evaluated how often an expression of the line was evaluated
     * @param redone how often evaluation came back to one
     * @param expressions how many expressions were evaluated, made ones included
     * @param place the first expression
     */
    public record Line(long nanos, long evaluated, long redone, int expressions, Span place) {}

    private record Key(String file, int row) {}

    private static final class Counts {
        private final Span place;
        private final Set<String> expressions = new HashSet<>();
        private long nanos;
        private long evaluated;
        private long redone;

        Counts(Span place) {
            this.place = place;
        }
    }

    private final LongSupplier clock;
    private final Map<Key, Counts> lines = new LinkedHashMap<>();
    private @Nullable Counts running;
    private long since;

    /** A profile by the system's clock. */
    public Profile() {
        this(System::nanoTime);
    }

    Profile(LongSupplier clock) {
        this.clock = clock;
    }

    /** The lines, in the order in which they were reached. */
    public List<Line> lines() {
        next(null);
        List<Line> all = new ArrayList<>();
        lines.values()
                .forEach(line -> all.add(
                        new Line(line.nanos, line.evaluated, line.redone, line.expressions.size(), line.place)));
        return all;
    }

    private Counts of(Mark expression) {
        Span place = expression.place();
        return lines.computeIfAbsent(new Key(place.file().name(), place.line()), key -> new Counts(place));
    }

    private void next(@Nullable Counts line) {
        long now = clock.getAsLong();
        Counts before = running;
        if (before != null) {
            before.nanos += now - since;
        }
        running = line;
        since = now;
    }

    @Override
    public void expression(Mark expression, View view) {
        Counts line = of(expression);
        line.evaluated++;
        // A rule is planned once for all of it and once for one key: the variables that were made differ.
        line.expressions.add(expression.text().replaceAll("__local[0-9]*__", "_"));
        next(line);
    }

    @Override
    public void redo(Mark expression, View view) {
        if (expression.text().isEmpty()) {
            return;
        }
        Counts line = of(expression);
        line.redone++;
        next(line);
    }
}
