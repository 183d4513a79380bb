package dev.writ.policy.eval;

/** A statement, ready to run. */
interface Node {

    /** Runs over a frame. */
    Flow run(Frame frame);
}
