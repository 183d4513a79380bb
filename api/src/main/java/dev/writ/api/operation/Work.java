package dev.writ.api.operation;

/** What an operation does. */
@FunctionalInterface
public interface Work {
    /**
     * Does it, on a thread of its own that nobody interrupts.
     *
     * @throws dev.writ.api.platform.ProblemException if it cannot be done; the problem is the operation's
     */
    Outcome run(Progress progress);
}
