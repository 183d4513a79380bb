package dev.writ.policy.eval;

import dev.writ.policy.runtime.Tracer;
import dev.writ.policy.source.Span;

/** Tells the tracer that a body is entered. Only programs that are compiled for tracing have such nodes. */
record TracedClauseNode(Node body, Span span) implements Node {
    @Override
    public Flow run(Frame frame) {
        frame.execution.tracer().event(Tracer.Event.ENTER, span);
        return body.run(frame);
    }
}
