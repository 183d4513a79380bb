package dev.writ.cli;

/** Exit codes. Where OPA has the verb, its codes apply; these are ours. */
public final class ExitCode {
    /** It came out as asked. */
    public static final int OK = 0;
    /** Wrong arguments, an unreachable service, an unreadable file, a verification that failed. */
    public static final int ERROR = 1;
    /** {@code gate}: the rules deny. */
    public static final int DENIED = 2;
    /** {@code gate}: people must approve first. */
    public static final int APPROVAL_REQUIRED = 3;

    private ExitCode() {}
}
