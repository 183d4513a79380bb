package dev.writ.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Runs the command line in this process and keeps what it wrote. */
public final class Cli {
    private Cli() {}

    /**
     * How a run ended.
     *
     * @param exit exit code
     * @param out standard output
     * @param err standard error
     */
    public record Run(int exit, String out, String err) {}

    /** Runs one command that writes both streams to {@code out}, and returns its exit code. */
    public static int run(PrintWriter out, String... args) {
        return WritCommand.commandLine(out, out).execute(args);
    }

    /** Runs one command. */
    public static Run run(String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exit = WritCommand.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(args);
        return new Run(exit, out.toString(), err.toString());
    }
}
