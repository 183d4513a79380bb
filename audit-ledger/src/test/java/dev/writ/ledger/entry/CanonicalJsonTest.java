package dev.writ.ledger.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.ledger.merkle.Bytes;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8785: the numbers of its appendix B, the examples of its section 3.2, and everything that must not be hashed. */
class CanonicalJsonTest {
    private static final StrictJson JSON = new StrictJson();

    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2",
    })
    void numbersAreWrittenAsInAppendixB(String bits, String text) {
        double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
        assertThat(CanonicalNumber.format(value)).isEqualTo(text);
    }

    @Test
    void everyNumberReadsBackAndNoShorterTextDoes() {
        long seed = Long.getLong("writ.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 50_000; round++) {
            double value = round % 2 == 0
                    ? Double.longBitsToDouble(random.nextLong())
                    : Double.longBitsToDouble(random.nextLong() & 0x800f_ffff_ffff_ffffL >>> random.nextInt(52));
            if (!Double.isFinite(value) || value == 0) {
                continue;
            }
            String text = CanonicalNumber.format(value);
            assertThat(Double.parseDouble(text)).as("seed %s", seed).isEqualTo(value);
            BigDecimal digits = new BigDecimal(text).stripTrailingZeros();
            if (digits.precision() > 1) {
                BigDecimal shorter = digits.round(new java.math.MathContext(digits.precision() - 1));
                assertThat(shorter.doubleValue()).as("seed %s, %s", seed, text).isNotEqualTo(value);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"numbers\":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],\"literals\":[null,true,false]}"
                        + "|{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27]}",
                "{\"\\u20ac\":1,\"\\r\":2,\"\\ufb33\":3,\"1\":4,\"\\ud83d\\ude00\":5,\"\\u0080\":6,\"\\u00f6\":7}"
                        + "|{\"\\r\":2,\"1\":4,\"\u0080\":6,\"\u00f6\":7,\"\u20ac\":1,\"\ud83d\ude00\":5,\"\ufb33\":3}",
                "\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\"|\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"",
                " [ 1 , -0 , 1.0 , 10e-1 , -1e2 ] |[1,0,1,1,-100]",
                "\"\\b\\f\\t\\u007f\"|\"\\b\\f\\t\u007f\"",
            })
    void everythingHasOneForm(String input, String canonical) {
        // 333333333.33333329 is not the shortest form of a double and is refused; the RFC's own example is read with
        // the
        // exact digits instead
        String exact = input.replace("333333333.33333329", "333333333.3333333");
        assertThat(JSON.read(exact).canonical().text()).isEqualTo(canonical);
        assertThat(JSON.read(canonical).canonical().text()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"a\":1,\"a\":1}|the key `a` occurs twice at `/a`",
                "{\"x\":[{\"a\":1,\"\\u0061\":2}]}|the key `a` occurs twice at `/x/0/a`",
                "{\"a/b~\":[1,{\"k\":\"\\ud800\"}]}|a string holds a lone surrogate at character 0 at `/a~1b~0/1/k`",
                "\"x\\udc00\\ud800\"|a string holds a lone surrogate at character 1",
                "{\"\\ud800\":1}|a string holds a lone surrogate at character 0",
                "9007199254740993|the number `9007199254740993` is not exact as an IEEE 754 double, send it as a string",
                "[0.1,333333333.33333329]|the number `333333333.33333329` is not exact as an IEEE 754 double, send it as a string at `/1`",
                "1e400|the number `1e400` is not exact as an IEEE 754 double, send it as a string",
                "1e-400|the number `1e-400` is not exact as an IEEE 754 double, send it as a string",
                "[1] [2]|there is more text after the end of the JSON value",
            })
    void whatTwoReadersCouldUnderstandDifferentlyIsRefused(String input, String message) {
        assertThatThrownBy(() -> JSON.read(input))
                .isInstanceOf(JsonException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,]",
                "{\"a\":}",
                "{\"a\" 1}",
                "nul",
                "01",
                "+1",
                ".5",
                "1.",
                "NaN",
                "Infinity",
                "'a'",
                "\"a\nb\"",
                "// c\n1",
                "{a:1}",
                "\"\\x41\"",
                "]",
                "{]"
            })
    void whatIsNotJsonIsRefused(String input) {
        assertThatThrownBy(() -> JSON.read(input)).isInstanceOf(JsonException.class);
    }

    @Test
    void nestingAndNumbersAreBounded() {
        assertThat(JSON.read("[".repeat(64) + "]".repeat(64)).canonical().size())
                .isEqualTo(128);
        assertThatThrownBy(() -> JSON.read("[".repeat(65) + "]".repeat(65)))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("nesting (at most 64 levels)");
        assertThatThrownBy(() -> JSON.read("[".repeat(100_000))).isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> JSON.read("9".repeat(100_000))).isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> JSON.read("1e999999999999")).isInstanceOf(JsonException.class);
    }

    @Test
    void bytesMustBeUtf8WithoutAMark() {
        assertThat(JSON.read(Bytes.utf8("\"ä\"")).canonical()).isEqualTo(Bytes.utf8("\"ä\""));
        byte[][] broken = {
            {'"', (byte) 0xc0, (byte) 0x80, '"'},
            {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'},
            {'"', (byte) 0xff, '"'},
            {'"', (byte) 0xe4, '"'}
        };
        for (byte[] bytes : broken) {
            assertThatThrownBy(() -> JSON.read(Bytes.of(bytes))).hasMessage("the bytes are not valid UTF-8");
        }
        assertThatThrownBy(() -> JSON.read(Bytes.utf8("\ufeff1"))).hasMessageContaining("byte order mark");
    }
}
