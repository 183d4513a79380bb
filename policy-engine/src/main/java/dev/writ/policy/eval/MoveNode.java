package dev.writ.policy.eval;

/** Copies a value. */
record MoveNode(int target, Source source) implements Node {
    @Override
    public Flow run(Frame frame) {
        frame.slots[target] = source.read(frame);
        return Flow.NEXT;
    }
}
