package dev.writ.policy.explain;

import dev.writ.policy.ir.Mark;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The bodies that are being evaluated, and the expressions in them. */
final class Activations {

    /** A body that is being evaluated. */
    static final class Activation {
        final int query;
        final int parent;
        final Mark body;
        final Deque<Step> steps = new ArrayDeque<>();
        final Set<Mark> begun = new HashSet<>();

        /** The event from which on what happens is shown later; negative where nothing is. */
        int later = -1;

        Activation(int query, int parent, Mark body) {
            this.query = query;
            this.parent = parent;
            this.body = body;
        }
    }

    /** An expression that is being evaluated. */
    static final class Step {
        final Mark expression;
        final Set<String> answered = new HashSet<>();
        final List<TraceEvent> later = new ArrayList<>();
        boolean held;

        Step(Mark expression) {
            this.expression = expression;
        }
    }

    private final Deque<Activation> open = new ArrayDeque<>();
    private int next;

    Activation enter(Mark body) {
        Activation parent = open.peek();
        int query = next++;
        Activation entered = new Activation(query, parent == null ? query : parent.query, body);
        open.push(entered);
        return entered;
    }

    /** The expression that the body around the innermost one is at, or null. */
    @Nullable
    Step caller() {
        Iterator<Activation> outwards = open.iterator();
        if (outwards.hasNext()) {
            outwards.next();
        }
        return outwards.hasNext() ? outwards.next().steps.peek() : null;
    }

    Activation current() {
        return open.getFirst();
    }

    void leave() {
        open.pop();
    }

    /** The expression that the innermost body is at, or null. */
    @Nullable
    Step step() {
        Activation current = open.peek();
        return current == null ? null : current.steps.peek();
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /** Where evaluation is now. */
    Traceback traceback() {
        List<Traceback.Frame> frames = new ArrayList<>();
        for (Activation activation : open) {
            Step step = activation.steps.peek();
            // A body that is through with its expressions is at its head.
            Mark at = step == null ? activation.body : step.expression;
            frames.add(new Traceback.Frame(activation.query, at.place()));
        }
        return new Traceback(frames);
    }
}
