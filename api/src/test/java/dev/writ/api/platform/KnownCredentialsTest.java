package dev.writ.api.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KnownCredentialsTest {
    private final KnownCredentials known = new KnownCredentials();

    @Test
    void nobodyDrivesOutTheTokensOfOthers() {
        known.add("ada's", "main/ada");
        IntStream.range(0, 20_000).forEach(i -> known.add("bob's " + i, "main/bob"));
        assertThat(known.contains("ada's")).isTrue();
        assertThat(known.contains("bob's 0")).isFalse();
        assertThat(known.contains("bob's " + (20_000 - KnownCredentials.MOST_OF_ONE)))
                .isTrue();
        assertThat(known.contains("bob's " + (19_999 - KnownCredentials.MOST_OF_ONE)))
                .isFalse();
    }

    @Test
    void theTokenThatWasUsedLongestAgoGoesFirst() {
        known.add("first", "main/ada");
        IntStream.range(1, KnownCredentials.MOST_OF_ONE).forEach(i -> known.add("more " + i, "main/ada"));
        known.add("first", "main/ada");
        known.add("last", "main/ada");
        assertThat(known.contains("first")).isTrue();
        assertThat(known.contains("more 1")).isFalse();
    }

    @Test
    void ofManyPrincipalsThoseAreKnownThatCameLast() {
        IntStream.range(0, 10_001).forEach(i -> known.add("token " + i, "main/" + i));
        assertThat(known.contains("token 0")).isFalse();
        assertThat(known.contains("token 1")).isTrue();
    }

    @Test
    void whatIsNotGoodAnyMoreIsForgotten() {
        known.add("token", "main/ada");
        known.remove("token");
        known.remove("never seen");
        assertThat(known.contains("token")).isFalse();
    }

    @Test
    void aTokenIsTheSameHoweverItsHeaderIsWritten() {
        assertThat(BearerToken.of("Bearer a.b.c")).contains("a.b.c");
        assertThat(BearerToken.of("bEARER    a.b.c \t")).contains("a.b.c");
        assertThat(BearerToken.of("Basic YTpi")).isEmpty();
        assertThat(BearerToken.of("Bearer")).isEmpty();
    }
}
