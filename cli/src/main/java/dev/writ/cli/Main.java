package dev.writ.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** The program that the launcher starts. */
public final class Main {
    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        CommandLine commands = WritCommand.commandLine(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        int code = commands.execute(args);
        commands.getOut().flush();
        commands.getErr().flush();
        System.exit(code);
    }
}
