package dev.writ.cli.policy;

import dev.writ.cli.Terminal;
import java.io.PrintWriter;
import java.util.function.LongSupplier;

/** Tells somebody at a terminal how far a long run is, in one line that is overwritten; tells nobody else. */
final class Progress {

    private static final long FIRST_NANOS = 1_000_000_000;
    private static final long NEXT_NANOS = 100_000_000;
    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean terminal;
    private final LongSupplier clock;
    private long next;
    private boolean shown;

    Progress(PrintWriter err, boolean terminal, LongSupplier clock) {
        this.err = err;
        this.terminal = terminal;
        this.clock = clock;
        this.next = clock.getAsLong() + FIRST_NANOS;
    }

    /** On standard error, if this process has a terminal. */
    static Progress on(PrintWriter err) {
        return new Progress(err, Terminal.isThere(), System::nanoTime);
    }

    /** Shows a text, after the first second and ten times a second at most. */
    void show(String text) {
        if (terminal && clock.getAsLong() - next >= 0) {
            next = clock.getAsLong() + NEXT_NANOS;
            shown = true;
            err.print(ERASE + text);
            err.flush();
        }
    }

    /** Takes the text away, so that something else can be printed. */
    void clear() {
        if (shown) {
            shown = false;
            err.print(ERASE);
            err.flush();
        }
    }
}
