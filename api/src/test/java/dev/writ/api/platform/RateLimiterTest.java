package dev.writ.api.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong(-SECOND);

    @Test
    void aFullBucketIsWhatAWindowHoldsAndFillsEvenly() {
        var limiter = new RateLimiter(60, now::get);
        assertThat(limiter.capacity()).isEqualTo(10);
        for (int left = 9; left >= 0; left--) {
            assertThat(limiter.take("a")).isEqualTo(new RateLimiter.Answer(true, left, 10 - left, left == 0 ? 1 : 0));
        }
        assertThat(limiter.take("a")).isEqualTo(new RateLimiter.Answer(false, 0, 10, 1));
        now.addAndGet(SECOND - 1);
        assertThat(limiter.take("a").allowed()).isFalse();
        now.addAndGet(1);
        assertThat(limiter.take("a").allowed()).isTrue();
        assertThat(limiter.take("a").allowed()).isFalse();
        now.addAndGet(3_600 * SECOND);
        assertThat(limiter.take("a").left()).isEqualTo(9);
    }

    @Test
    void keysDoNotShareABucket() {
        var limiter = new RateLimiter(1, now::get);
        assertThat(limiter.take("a")).isEqualTo(new RateLimiter.Answer(true, 0, 60, 60));
        assertThat(limiter.take("a").allowed()).isFalse();
        assertThat(limiter.take("b").allowed()).isTrue();
    }

    @Test
    void whatIsRefusedCostsNothing() {
        var limiter = new RateLimiter(6, now::get);
        assertThat(limiter.take("a").allowed()).isTrue();
        for (int i = 0; i < 9; i++) {
            now.addAndGet(SECOND);
            assertThat(limiter.take("a").allowed()).isFalse();
        }
        now.addAndGet(SECOND);
        assertThat(limiter.take("a").allowed()).isTrue();
    }

    @Test
    void threadsTogetherGetWhatThereIsAndNoMore() throws Exception {
        var limiter = new RateLimiter(600, now::get);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> counts = IntStream.range(0, 4)
                    .mapToObj(_ -> threads.submit(() -> (int) IntStream.range(0, 100)
                            .filter(_ -> limiter.take("a").allowed())
                            .count()))
                    .toList();
            int allowed = 0;
            for (Future<Integer> count : counts) {
                allowed += count.get();
            }
            assertThat(allowed).isEqualTo(100);
        }
    }

    @Test
    void manyKeysAreForgottenOnceTheirBucketsAreFull() {
        var limiter = new RateLimiter(60, now::get);
        IntStream.range(0, 20_000).forEach(key -> limiter.take("k" + key));
        assertThat(limiter.kept()).isEqualTo(20_000);
        now.addAndGet(20 * SECOND);
        assertThat(limiter.take("k0").left()).isEqualTo(9);
        assertThat(limiter.kept()).isEqualTo(1);
    }

    @Test
    void moreKeysThanAreKeptShareBuckets() {
        var limiter = new RateLimiter(1, now::get);
        IntStream.range(0, 200_000).forEach(key -> limiter.take("k" + key));
        assertThat(limiter.kept()).isBetween(100_000, 101_100);
        assertThat(limiter.take("k0").allowed()).isFalse();
        assertThat(limiter.ask("another").allowed()).isFalse();
        now.addAndGet(60 * SECOND);
        assertThat(limiter.ask("k0").allowed()).isTrue();
        assertThat(limiter.ask("k0").left()).as("asking takes nothing").isEqualTo(1);
    }
}
