package dev.writ.policy.explain;

import dev.writ.policy.explain.Activations.Activation;
import dev.writ.policy.explain.Activations.Step;
import dev.writ.policy.explain.TraceEvent.Kind;
import dev.writ.policy.explain.TraceEvent.ShownValue;
import dev.writ.policy.ir.Mark;
import dev.writ.policy.runtime.Explainer;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the steps of one evaluation, in OPA's order: what happens when evaluation comes back to a rule that gave a value
 * is shown where it comes back to the expression that asked for the value.
 */
public final class Trace implements Explainer {

    /** More steps than these are not kept. */
    private static final int MAX_EVENTS = 500_000;

    private final boolean values;
    private final boolean keeps;
    private final Activations bodies = new Activations();
    private final List<TraceEvent> events = new ArrayList<>();
    private final List<Diagnostic> errors = new ArrayList<>();

    /**
     * A trace.
     *
     * @param keeps whether steps are kept; if not, only where evaluation is is known
     * @param values whether they are kept with the values of variables
     */
    public Trace(boolean keeps, boolean values) {
        this.keeps = keeps;
        this.values = values;
    }

    /** The steps. */
    public List<TraceEvent> events() {
        return List.copyOf(events);
    }

    /** How many steps there are so far. */
    public int count() {
        return events.size();
    }

    /** The errors of built-in functions that made calls undefined, each with its traceback. */
    public List<Diagnostic> errors() {
        return List.copyOf(errors);
    }

    /** The same error with the expressions that evaluation has not come back from: those on the way to it. */
    public Diagnostic located(Diagnostic error) {
        return error.withDetails(bodies.traceback());
    }

    /** An error ended the evaluation: what it was at has failed. */
    public void ended() {
        while (!bodies.isEmpty()) {
            Activation current = bodies.current();
            while (!current.steps.isEmpty()) {
                Mark expression = current.steps.pop().expression;
                if (current.steps.isEmpty() || !current.steps.getFirst().held) {
                    add(Kind.FAIL, current, false, expression.text(), expression.place(), List.of());
                }
            }
            bodies.leave();
        }
    }

    /** A built-in function failed. */
    public void failed(Diagnostic error) {
        errors.add(located(error));
    }

    /** {@code trace(text)} was called. */
    public void note(String text) {
        Step step = bodies.step();
        if (step != null) {
            add(Kind.NOTE, bodies.current(), false, "\"" + text + "\"", step.expression.place(), List.of());
        }
    }

    @Override
    public void enter(Mark body, View view) {
        Step caller = bodies.step();
        Activation entered = bodies.enter(body);
        if (caller != null && caller.answered.contains(body.text())) {
            entered.later = events.size();
        }
        add(Kind.ENTER, entered, true, body.text(), body.place(), shown(body, view));
    }

    @Override
    public void leave(Mark body) {
        Activation left = bodies.current();
        bodies.leave();
        Step caller = bodies.step();
        if (caller != null && left.later >= 0 && left.later <= events.size()) {
            List<TraceEvent> rest = events.subList(left.later, events.size());
            caller.later.addAll(rest);
            rest.clear();
        }
    }

    @Override
    public void exit(Mark body, View view) {
        Activation current = bodies.current();
        String text = body.text() + (body.early() ? " early" : "");
        if (body.kind() == Mark.Kind.THROUGH) {
            Step caller = bodies.caller();
            if (caller != null && keeps) {
                caller.later.add(
                        new TraceEvent(Kind.EXIT, current.query, current.parent, true, text, body.place(), List.of()));
            }
            return;
        }
        add(Kind.EXIT, current, true, text, body.place(), shown(body, view));
        if (current.body.kind() == Mark.Kind.RULE && current.later < 0) {
            current.later = events.size();
            Step caller = bodies.caller();
            if (caller != null) {
                caller.answered.add(body.text());
            }
        }
    }

    @Override
    public void again(Mark body, View view) {
        add(Kind.REDO, bodies.current(), true, body.text(), body.place(), shown(body, view));
    }

    @Override
    public void expression(Mark expression, View view) {
        Activation current = bodies.current();
        current.steps.push(new Step(expression));
        if (expression.early() && !current.begun.add(expression)) {
            return;
        }
        add(Kind.EVAL, current, false, expression.text(), expression.place(), shown(expression, view));
    }

    @Override
    public void holds(Mark expression) {
        Step step = bodies.step();
        if (step != null) {
            step.held = true;
        }
    }

    @Override
    public void redo(Mark expression, View view) {
        Step step = bodies.step();
        if (!expression.text().isEmpty()) {
            add(Kind.REDO, bodies.current(), false, expression.text(), expression.place(), shown(expression, view));
        }
        if (step != null) {
            step.later.forEach(this::add);
            step.later.clear();
            step.answered.clear();
        }
    }

    @Override
    public void left(Mark expression, View view) {
        Activation current = bodies.current();
        Step step = current.steps.pop();
        if (!step.held) {
            add(Kind.FAIL, current, false, expression.text(), expression.place(), shown(expression, view));
        }
        step.later.forEach(this::add);
    }

    @Override
    public void candidates(String rules, int count, boolean early) {
        Step step = bodies.step();
        if (step != null) {
            String matched = " (matched " + count + (count == 1 ? " rule" : " rules") + (early ? ", early exit)" : ")");
            add(Kind.INDEX, bodies.current(), false, rules + matched, step.expression.place(), List.of());
        }
    }

    private List<ShownValue> shown(Mark mark, View view) {
        if (!values || !keeps) {
            return List.of();
        }
        return mark.shown().stream()
                .map(shown -> new ShownValue(
                        shown.text(),
                        shown.place(),
                        shown.head() instanceof Mark.Head.Value && shown.path().isEmpty(),
                        view.value(shown)))
                .toList();
    }

    private void add(Kind kind, Activation body, boolean ofBody, String text, Span place, List<ShownValue> values) {
        if (keeps) {
            add(new TraceEvent(kind, body.query, body.parent, ofBody, text, place, values));
        }
    }

    private void add(TraceEvent event) {
        if (events.size() < MAX_EVENTS) {
            events.add(event);
        }
    }
}
