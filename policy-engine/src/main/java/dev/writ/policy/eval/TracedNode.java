package dev.writ.policy.eval;

import dev.writ.policy.runtime.Tracer;
import dev.writ.policy.source.Span;

/** Tells the tracer of a statement. Only programs that are compiled for tracing have such nodes. */
record TracedNode(Node statement, Span span) implements Node {
    @Override
    public Flow run(Frame frame) {
        Tracer tracer = frame.execution.tracer();
        tracer.event(Tracer.Event.STATEMENT, span);
        Flow flow = statement.run(frame);
        if (flow == Flow.FAIL) {
            tracer.event(Tracer.Event.FAIL, span);
        }
        return flow;
    }
}
