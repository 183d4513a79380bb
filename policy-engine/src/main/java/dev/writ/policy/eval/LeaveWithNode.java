package dev.writ.policy.eval;

import dev.writ.policy.runtime.Scope;

/** Runs the body in the scope around the enclosing {@code with}. */
record LeaveWithNode(Node body) implements Node {
    @Override
    public Flow run(Frame frame) {
        Scope inner = frame.scope;
        frame.scope = inner.outer();
        Flow flow = body.run(frame);
        frame.scope = inner;
        return flow;
    }
}
