package dev.writ.policy.explain;

import dev.writ.policy.ir.Mark;
import dev.writ.policy.runtime.Explainer;
import dev.writ.policy.runtime.Tracer;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Watches one evaluation: a trace, and others that are told the same. */
public final class Watch implements Tracer, Explainer {

    private final Trace trace;
    private final List<Explainer> told;
    private final Tracer coverage;

    /**
     * A watch.
     *
     * @param trace keeps steps, or only knows where the evaluation is
     * @param others are told every step, too
     * @param coverage told what code without marks is told
     */
    public Watch(Trace trace, List<Explainer> others, Tracer coverage) {
        this.trace = trace;
        this.told = Stream.concat(Stream.of(trace), others.stream()).toList();
        this.coverage = coverage;
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
        told.forEach(each -> each.enter(body, view));
    }

    @Override
    public void leave(Mark body) {
        told.forEach(each -> each.leave(body));
    }

    @Override
    public void exit(Mark body, View view) {
        told.forEach(each -> each.exit(body, view));
    }

    @Override
    public void again(Mark body, View view) {
        told.forEach(each -> each.again(body, view));
    }

    @Override
    public void expression(Mark expression, View view) {
        told.forEach(each -> each.expression(expression, view));
    }

    @Override
    public void holds(Mark expression) {
        told.forEach(each -> each.holds(expression));
    }

    @Override
    public void redo(Mark expression, View view) {
        told.forEach(each -> each.redo(expression, view));
    }

    @Override
    public void left(Mark expression, View view) {
        told.forEach(each -> each.left(expression, view));
    }

    @Override
    public void candidates(String rules, int count, boolean early) {
        told.forEach(each -> each.candidates(rules, count, early));
    }
}
