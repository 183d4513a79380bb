package dev.writ.api.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> NAMES = List.of("subject", "resource", "action", "outcome");

    @Test
    void aTypingErrorFindsItsName() {
        assertThat(Nearest.to("subjct", NAMES)).contains("subject");
        assertThat(Nearest.to("ressource", NAMES)).contains("resource");
        assertThat(Nearest.to("actoin", NAMES)).contains("action");
    }

    @Test
    void aNameItselfIsNearest() {
        assertThat(Nearest.to("outcome", NAMES)).contains("outcome");
    }

    @Test
    void anotherWordFindsNothing() {
        assertThat(Nearest.to("temperature", NAMES)).isEmpty();
        assertThat(Nearest.to("", NAMES)).isEmpty();
    }

    @Test
    void ofTwoAsNearTheFirstInTheAlphabetWins() {
        assertThat(Nearest.to("bat", List.of("cat", "bar"))).contains("bar");
    }
}
