package dev.writ.policy.explain;

import dev.writ.policy.ir.Mark;
import dev.writ.policy.runtime.Explainer;
import dev.writ.policy.runtime.Tracer;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * Watches one evaluation: a trace, and others that are told the same.
 *
 * @param trace keeps steps, or only knows where the evaluation is
 * @param others are told every step, too
 * @param coverage told what code without marks is told
 */
public record Watch(Trace trace, List<Explainer> others, Tracer coverage) implements Tracer, Explainer {

    public Watch {
        others = List.copyOf(others);
    }

    /** A watch of a trace alone. */
    public static Watch of(Trace trace) {
        return new Watch(trace, List.of(), Tracer.NONE);
    }

    @Override
    public Optional<Explainer> explainer() {
        return Optional.of(this);
    }

    @Override
    public void failed(Diagnostic error) {
        trace.failed(error);
    }

    @Override
    public void event(Event event, Span place) {
        coverage.event(event, place);
    }

    @Override
    public void note(String text) {
        trace.note(text);
    }

    @Override
    public void enter(Mark body, View view) {
        trace.enter(body, view);
        others.forEach(other -> other.enter(body, view));
    }

    @Override
    public void leave(Mark body) {
        trace.leave(body);
        others.forEach(other -> other.leave(body));
    }

    @Override
    public void exit(Mark body, View view) {
        trace.exit(body, view);
        others.forEach(other -> other.exit(body, view));
    }

    @Override
    public void again(Mark body, View view) {
        trace.again(body, view);
        others.forEach(other -> other.again(body, view));
    }

    @Override
    public void expression(Mark expression, View view) {
        trace.expression(expression, view);
        others.forEach(other -> other.expression(expression, view));
    }

    @Override
    public void holds(Mark expression) {
        trace.holds(expression);
        others.forEach(other -> other.holds(expression));
    }

    @Override
    public void redo(Mark expression, View view) {
        trace.redo(expression, view);
        others.forEach(other -> other.redo(expression, view));
    }

    @Override
    public void left(Mark expression, View view) {
        trace.left(expression, view);
        others.forEach(other -> other.left(expression, view));
    }

    @Override
    public void candidates(String rules, int count, boolean early) {
        trace.candidates(rules, count, early);
        others.forEach(other -> other.candidates(rules, count, early));
    }
}
