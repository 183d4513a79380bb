package dev.writ.policy.builtin.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is kept of answers, and what goes first. */
final class HttpCacheTest {

    private static final int LIMIT = 100_000;

    private final HttpCache cache = new HttpCache(LIMIT);

    private static RegoValue request(String text) {
        return RegoString.of(text);
    }

    private static HttpCache.Entry entry(String header, int bytes) {
        return new HttpCache.Entry(new HttpReply(200, Map.of("x", List.of(header)), new byte[bytes]), Instant.MAX);
    }

    @Test
    void whatWasUsedLongestAgoGoesFirst() {
        cache.put(request("a"), entry("", LIMIT / 3));
        cache.put(request("b"), entry("", LIMIT / 3));
        assertThat(cache.get(request("a"))).isNotNull();

        cache.put(request("c"), entry("", LIMIT / 3));

        assertThat(cache.get(request("a"))).isNotNull();
        assertThat(cache.get(request("b"))).isNull();
        assertThat(cache.get(request("c"))).isNotNull();
    }

    @Test
    void bodiesHeadersAndRequestsCount() {
        cache.put(request("a"), entry("", LIMIT));
        cache.put(request("b"), entry("x".repeat(LIMIT), 0));
        cache.put(request("x".repeat(LIMIT)), entry("", 0));

        assertThat(cache.get(request("a"))).isNull();
        assertThat(cache.get(request("b"))).isNull();
        assertThat(cache.get(request("x".repeat(LIMIT)))).isNull();
    }

    @Test
    void whatIsForgottenLeavesRoom() {
        for (int i = 0; i < 50; i++) {
            cache.put(request("a"), entry("", LIMIT / 2));
            cache.put(request("a"), entry("", LIMIT / 2));
            cache.remove(request("a"));
        }
        cache.put(request("b"), entry("", LIMIT / 3));
        cache.put(request("c"), entry("", LIMIT / 3));

        assertThat(cache.get(request("b"))).isNotNull();
        assertThat(cache.get(request("c"))).isNotNull();
    }
}
