package dev.writ.policy.builtin.std;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.builtin.FakeContext;
import dev.writ.policy.builtin.Literals;
import dev.writ.policy.builtin.golang.GoBytes;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bytes that are no text, and calls whose value comes from outside. */
final class BytesAndEffectsTest {

    private final FakeContext context = new FakeContext();

    private RegoValue call(String name, RegoValue... operands) {
        return StandardBuiltins.registry().implementation(name).orElseThrow().call(context, List.of(operands));
    }

    @Test
    void bytesSurviveDecodingAndEncoding() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            assertThat(GoBytes.encode(GoBytes.decode(bytes))).as("seed " + seed).isEqualTo(bytes);
            RegoValue base64 = call("base64.encode", RegoString.of(GoBytes.decode(bytes)));
            assertThat(call("base64.encode", call("base64.decode", base64)))
                    .as("seed " + seed)
                    .isEqualTo(base64);
        }
    }

    /** The idiom that turns a base64 digest into hexadecimal; the values are from the real OPA. */
    @Test
    void aDigestChangesItsEncoding() {
        assertThat(call("hex.encode", call("base64.decode", RegoString.of("/+4AgA=="))))
                .isEqualTo(RegoString.of("ffee0080"));
        assertThat(JsonWriter.compact(call("base64.decode", RegoString.of("/2E="))))
                .isEqualTo("\"\\ufffda\"");
    }

    /** Go replaces between bytes, and so cuts characters. */
    @Test
    void anEmptyTextIsFoundBetweenBytes() {
        RegoValue cut = call("replace", RegoString.of("é"), RegoString.EMPTY, RegoString.of("-"));

        assertThat(call("hex.encode", cut)).isEqualTo(RegoString.of("2dc32da92d"));
    }

    @Test
    void timeStandsStillInAnEvaluation() {
        assertThat(call("time.now_ns")).isEqualTo(Literals.value("1795428000123456789"));
    }

    @Test
    void randomValuesDependOnTheirOperands() {
        RegoValue first = call("uuid.rfc4122", RegoString.of("a"));

        assertThat(call("uuid.rfc4122", RegoString.of("a"))).isEqualTo(first);
        assertThat(call("uuid.rfc4122", RegoString.of("b"))).isNotEqualTo(first);
        assertThat(first.toString()).matches("\"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\"");
        RegoValue number = call("rand.intn", RegoString.of("a"), Literals.value("1000"));
        assertThat(call("rand.intn", RegoString.of("a"), Literals.value("1000")))
                .isEqualTo(number);
        assertThat(number).isBetween(Literals.value("0"), Literals.value("999"));
    }

    @Test
    void printRendersEveryCombination() {
        call("internal.print", Literals.value("[{\"a\", \"b\"}, {1}, set()]"));

        assertThat(context.printed).containsExactly("a 1 <undefined>", "b 1 <undefined>");
        assertThat(call("trace", RegoString.of("note"))).isEqualTo(Literals.value("true"));
        assertThat(context.notes).containsExactly("note");
    }

    @Test
    void templatesShowValuesAndWhatIsUndefined() {
        assertThat(call("internal.template_string", Literals.value("[\"n = \", {1}, \", s = \", {\"x\"}, set()]")))
                .isEqualTo(RegoString.of("n = 1, s = x<undefined>"));
    }
}
