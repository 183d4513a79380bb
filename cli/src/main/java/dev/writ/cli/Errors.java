package dev.writ.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns everything that ends a command early into a message and an exit code. */
final class Errors {
    private Errors() {}

    /** Wrong arguments: exit code 1 and not picocli's 2, which says "denied" here. */
    static int wrongArguments(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("error: " + lowerCase(String.valueOf(e.getMessage())));
        UnmatchedArgumentException.printSuggestions(e, err);
        err.println("try `" + command.getCommandSpec().qualifiedName() + " --help`");
        return ExitCode.ERROR;
    }

    /** Anything a command threw. */
    static int failed(Exception e, CommandLine command, ParseResult result) {
        PrintWriter err = command.getErr();
        if (e instanceof Failure) {
            err.println("error: " + e.getMessage());
            return ExitCode.ERROR;
        }
        err.println("error: `" + command.getCommandSpec().qualifiedName() + "` failed unexpectedly: " + e);
        err.println("this is a defect of writ; set WRIT_DEBUG=1 to see where it happened, and report it");
        if (System.getenv("WRIT_DEBUG") != null) {
            e.printStackTrace(err);
        }
        return ExitCode.ERROR;
    }

    /** Picocli's message in our style: it starts some of them with a capital, and some with "Error: ". */
    private static String lowerCase(String text) {
        String message = text.startsWith("Error: ") ? text.substring("Error: ".length()) : text;
        return message.isEmpty() ? message : Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }
}
