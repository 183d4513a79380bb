package dev.writ.cli;

import java.io.Console;

/** Whether somebody looks at what this process writes. */
public final class Terminal {
    private Terminal() {}

    /** True if this process has a terminal. */
    @SuppressWarnings("SystemConsoleNull") // since Java 25 it is null again where there is no terminal
    public static boolean isThere() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
