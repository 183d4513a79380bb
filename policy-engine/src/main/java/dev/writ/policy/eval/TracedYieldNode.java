package dev.writ.policy.eval;

import dev.writ.policy.runtime.Tracer;
import dev.writ.policy.source.Span;

/** Tells the tracer of a solution. Only programs that are compiled for tracing have such nodes. */
record TracedYieldNode(Node statement, Span span) implements Node {
    @Override
    public Flow run(Frame frame) {
        frame.execution.tracer().event(Tracer.Event.EXIT, span);
        return statement.run(frame);
    }
}
