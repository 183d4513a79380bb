package dev.writ.cli.ledger;

import dev.writ.ledger.verify.Progress;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Shows on one line of a terminal how far something is, five times a second at most. */
final class ProgressBar implements Progress {
    private static final long STEP = 200_000_000;
    private static final int WIDTH = 30;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter out;
    private final LongSupplier nanos;
    private final String unit;
    private final long start;
    private long last;
    private boolean shown;

    ProgressBar(PrintWriter out, LongSupplier nanos) {
        this(out, nanos, "entries");
    }

    private ProgressBar(PrintWriter out, LongSupplier nanos, String unit) {
        this.unit = unit;
        this.out = out;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
        this.last = start;
    }

    /** A bar where somebody looks at a terminal, else nothing. */
    static ProgressBar on(PrintWriter out, boolean terminal) {
        return on(out, terminal, "entries");
    }

    /** The same for something that is counted in {@code unit}. */
    static ProgressBar on(PrintWriter out, boolean terminal, String unit) {
        return new ProgressBar(out, terminal ? System::nanoTime : () -> 0, unit);
    }

    @Override
    public void entries(long done, long total) {
        long now = nanos.getAsLong();
        if (now - last < STEP) {
            return;
        }
        last = now;
        shown = true;
        int filled = (int) (WIDTH * (done / (double) total));
        long rate = (long) (done / ((now - start) / 1e9));
        out.printf(
                Locale.ROOT,
                "%s[%s%s] %3d %%  %,d of %,d %s, %,d/s",
                CLEAR,
                "=".repeat(filled),
                " ".repeat(WIDTH - filled),
                100 * done / total,
                done,
                total,
                unit,
                rate);
        out.flush();
    }

    /** Removes the line. */
    void done() {
        if (shown) {
            out.print(CLEAR);
            out.flush();
        }
    }
}
