package dev.writ.policy.wasm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegoTextTest {

    private static RegoValue read(String text) {
        return RegoText.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static RegoValue numbers(long... values) {
        RegoSet.Builder set = RegoSet.builder();
        for (long value : values) {
            set.add(RegoNumber.of(value));
        }
        return set.build();
    }

    @Test
    void setsAndKeysThatAreNoStringsSurvive() {
        RegoValue value = RegoObject.builder()
                .put("é\"\n\u0001", RegoArray.of(numbers(), numbers(1, 2), RegoObject.EMPTY))
                .build();
        RegoValue nested = RegoSet.of(RegoArray.of(value), RegoString.of("x"), RegoNumber.parse("1.50"));

        assertThat(RegoText.read(RegoText.write(nested))).isEqualTo(nested);
        assertThat(read("{1: \"a\", [2]: {3}}").toString()).isEqualTo("{1: \"a\", [2]: {3}}");
    }

    @Test
    void textsAreWrittenAsOpaReadsThem() {
        assertThat(RegoText.write(RegoSet.EMPTY))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("set()");
        assertThat(RegoText.write(RegoArray.of(numbers(2, 1), RegoObject.EMPTY)))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("[{1,2},{}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "{", "[1,", "{1:", "{1:2", "{1 2}", "set(", "sets", "\"a", "\"\\", "\"\\x\"", "tru", "1 2",
                "-", "{,}", "[,]", "]", "1e", "é"
            })
    void whatIsNoValueIsRefused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(RegoText.MalformedException.class);
    }

    @Test
    void deepTextsAreRefused() {
        assertThatThrownBy(() -> read("[".repeat(100_000)))
                .isInstanceOf(RegoText.MalformedException.class)
                .hasMessageContaining("1000 levels");
    }

    @Test
    void randomBytesAreReadOrRefused() {
        long seed = 20_261_125;
        Random random = new Random(seed);
        String alphabet = "{}[]:,\"\\setnulrfa()0123456789.eE+- \n\u00e9";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(24); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            RegoValue value;
            try {
                value = read(text.toString());
            } catch (RegoText.MalformedException refused) {
                continue;
            }
            assertThat(RegoText.read(RegoText.write(value)))
                    .as("seed %d, text %s", seed, text)
                    .isEqualTo(value);
        }
    }
}
