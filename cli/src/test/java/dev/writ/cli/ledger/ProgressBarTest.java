package dev.writ.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What somebody sees who waits. */
class ProgressBarTest {
    private final StringWriter seen = new StringWriter();
    private final AtomicLong now = new AtomicLong();
    private final ProgressBar bar = new ProgressBar(new PrintWriter(seen), now::get);

    @Test
    void aShortVerificationShowsNothing() {
        bar.entries(10, 10);
        bar.done();
        assertThat(seen.toString()).isEmpty();
    }

    @Test
    void aLongOneShowsHowFarItIsAndCleansUp() {
        now.set(1_000_000_000);
        bar.entries(2_500, 10_000);
        bar.entries(2_600, 10_000);
        now.set(2_000_000_000);
        bar.entries(10_000, 10_000);
        bar.done();
        assertThat(seen.toString())
                .contains("[=======                       ]  25 %  2,500 of 10,000 entries, 2,500/s")
                .doesNotContain("2,600")
                .contains("100 %  10,000 of 10,000 entries, 5,000/s")
                .endsWith("\r\u001b[K");
    }

    @Test
    void withoutATerminalThereIsNone() {
        ProgressBar none = ProgressBar.on(new PrintWriter(seen), false);
        none.entries(1, 2);
        none.done();
        assertThat(seen.toString()).isEmpty();
    }
}
