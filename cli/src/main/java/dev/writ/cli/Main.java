package dev.writ.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** The program that the launcher starts. */
public final class Main {
    /** Rules may wait for each other ten thousand calls deep. Only what is used of it takes memory. */
    private static final long STACK_BYTES = 256L << 20;

    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        Thread.ofPlatform().name("main").stackSize(STACK_BYTES).start(() -> run(args));
    }

    private static void run(String[] args) {
        CommandLine commands = WritCommand.commandLine(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        int code = commands.execute(args);
        commands.getOut().flush();
        commands.getErr().flush();
        System.exit(code);
    }
}
