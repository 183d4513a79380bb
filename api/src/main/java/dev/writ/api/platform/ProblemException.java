package dev.writ.api.platform;

/** Carries a {@link Problem} to the edge of the service; it has no stack trace, since it tells of the request and not of the code. */
public final class ProblemException extends RuntimeException {
    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** What to tell the caller. */
    public Problem problem() {
        return problem;
    }
}
