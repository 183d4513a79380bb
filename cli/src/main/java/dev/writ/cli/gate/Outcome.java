package dev.writ.cli.gate;

import dev.writ.cli.ExitCode;
import dev.writ.cli.Failure;

/** How a decision came out, with the word for people and the exit code for scripts. */
public enum Outcome {
    ALLOW("allow", "allowed", ExitCode.OK),
    DENY("deny", "denied", ExitCode.DENIED),
    APPROVAL_REQUIRED("approval_required", "approval required", ExitCode.APPROVAL_REQUIRED);

    private final String wire;
    private final String words;
    private final int exitCode;

    Outcome(String wire, String words, int exitCode) {
        this.wire = wire;
        this.words = words;
        this.exitCode = exitCode;
    }

    /** The name in JSON. */
    public String wire() {
        return wire;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** For scripts. */
    public int exitCode() {
        return exitCode;
    }

    /** The outcome with this name in JSON. */
    static Outcome named(String wire) {
        for (Outcome outcome : values()) {
            if (outcome.wire.equals(wire)) {
                return outcome;
            }
        }
        throw new Failure("the service's answer has the unknown outcome `" + wire + "`: is it a Writ service?");
    }
}
