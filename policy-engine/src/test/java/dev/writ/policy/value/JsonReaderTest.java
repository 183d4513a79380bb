package dev.writ.policy.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | 1:1: expected a value, found the end of the text",
                "[1, | 1:4: expected a value, found the end of the text",
                "[1 2] | 1:4: expected `,` or `]`, found `2`",
                "[1,] | 1:4: expected a value, found `]`",
                "{\"a\" 1} | 1:6: expected `:`, found `1`",
                "{a: 1} | 1:2: expected a key in double quotes, found `a`",
                "{\"a\": 1,} | 1:9: expected a key in double quotes, found `}`",
                "{\"a\": 1 | 1:8: expected `,` or `}`, found the end of the text",
                "1 1 | 1:3: unexpected `1` after the value",
                "truth | 1:1: expected `true`",
                "nul | 1:1: expected `null`",
                "01 | 1:1: number with a leading zero",
                "-01 | 1:2: number with a leading zero",
                "- | 1:2: expected a digit, found the end of the text",
                "1. | 1:3: expected a digit, found the end of the text",
                "1e+x | 1:4: expected a digit, found `x`",
                "[1e99999] | 1:2: number too big",
                "\"abc | 1:1: string without an end",
                "\"a\\qb\" | 1:3: unknown escape in a string",
                "\"\\u12g4\" | 1:2: expected four hexadecimal digits after `\\u`",
                "'a' | 1:1: expected a value, found `'`",
                "[\"\u00e9\", x] | 1:7: expected a value, found `x`",
            })
    void errorsNameTheirPlace(String text, String message) {
        assertThatThrownBy(() -> JsonReader.read(text == null ? "" : text))
                .isInstanceOf(JsonException.class)
                .hasMessage(message);
    }

    /** Gives few bytes at a time. */
    private static InputStream trickle(byte[] bytes, int most) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, most));
            }
        };
    }

    private static String outcome(Supplier<RegoValue> read) {
        try {
            return JsonWriter.compact(read.get());
        } catch (JsonException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 5_000})
    void streamsGiveWhatTheWholeTextGives(int most) {
        Random random = new Random(4711);
        RandomValues values = new RandomValues(4711);
        for (int round = 0; round < 400; round++) {
            StringBuilder text = new StringBuilder(JsonWriter.compact(values.json(4)));
            for (int damage = random.nextInt(3); damage > 0 && !text.isEmpty(); damage--) {
                text.setCharAt(random.nextInt(text.length()), "\"\\{}[],:1e.-u \nx\u00e9".charAt(random.nextInt(17)));
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            assertThat(outcome(() -> JsonReader.read(trickle(bytes, most), JsonLimits.DEFAULT)))
                    .as("round %d of seed 4711: %s", round, text)
                    .isEqualTo(outcome(() -> JsonReader.read(bytes, JsonLimits.DEFAULT)));
        }
    }

    @Test
    void tokensMayBeLongerThanTheWindow() {
        String text = "[\n\"" + "\u00e9x".repeat(100_000) + "\", \"" + "\\u0041\\n".repeat(50_000) + "\", "
                + "7".repeat(900) + ",\n {\"a\": " + " ".repeat(200_000) + "1}, \n x]";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> JsonReader.read(trickle(bytes, 1_000), JsonLimits.DEFAULT))
                .hasMessage("4:2: expected a value, found `x`");
        byte[] whole = text.replace("x]", "1]").getBytes(StandardCharsets.UTF_8);
        assertThat(JsonReader.read(trickle(whole, 1_000), JsonLimits.DEFAULT))
                .isEqualTo(JsonReader.read(whole, JsonLimits.DEFAULT));
    }

    @Test
    void streamsBeyondTheLimitEndThere() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return ' ';
            }
        };
        assertThatThrownBy(() -> JsonReader.read(endless, new JsonLimits(300_000, 10)))
                .hasMessageEndingWith("text of more than 300000 bytes is longer than the limit of 300000");
    }

    @Test
    void linesAreCounted() {
        assertThatThrownBy(() -> JsonReader.read("{\n \"a\": [\n  1,\n  x\n ]\n}"))
                .isInstanceOfSatisfying(JsonException.class, e -> {
                    assertThat(e.line()).isEqualTo(4);
                    assertThat(e.column()).isEqualTo(3);
                });
    }

    @Test
    void controlCharactersInStringsAreRefused() {
        assertThatThrownBy(() -> JsonReader.read("\"a\nb\"")).hasMessage("1:3: control character U+000A in a string");
    }

    @ParameterizedTest
    @ValueSource(ints = {1_001, 10_000, 1_000_000})
    void deepNestingIsRefusedAtItsPlace(int depth) {
        assertThatThrownBy(() -> JsonReader.read("[".repeat(depth)))
                .hasMessage("1:1002: nested deeper than the limit of 1000 levels");
        assertThatThrownBy(() -> JsonReader.read("{\"a\":".repeat(depth)))
                .hasMessageContaining("nested deeper than the limit of 1000 levels");
    }

    @Test
    void nestingUpToTheLimitIsReadComparedAndWritten() {
        String text = "[".repeat(1_000) + "]".repeat(1_000);
        RegoValue value = JsonReader.read(text);
        assertThat(value).isEqualTo(JsonReader.read(text)).hasSameHashCodeAs(JsonReader.read(text));
        assertThat(JsonWriter.compact(value)).isEqualTo(text);
    }

    @Test
    void textsBeyondTheLimitAreRefusedBeforeTheyAreRead() {
        byte[] text = "[1, 2, 3]".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> JsonReader.read(text, new JsonLimits(8, 10)))
                .hasMessage("1:1: text of 9 bytes is longer than the limit of 8");
        assertThat(JsonReader.read(text, new JsonLimits(9, 1))).hasToString("[1, 2, 3]");
    }

    @Test
    void ofEqualKeysTheLastWinsAndTheListenerIsTold() {
        List<String> duplicates = new ArrayList<>();
        String text = "{\"a\": 1,\n \"b\": {\"c\": 1, \"c\": 2}, \"a\": 3}";
        RegoValue value = JsonReader.read(text.getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT, duplicates::add);
        assertThat(value).hasToString("{\"a\": 3, \"b\": {\"c\": 2}}");
        assertThat(duplicates).containsExactly("2:16: \"c\"", "2:25: \"a\"");
    }

    @Test
    void numbersKeepTheirText() {
        String text =
                "[0,-0,1.0,1e3,1E+3,-1.50,9223372036854775807,9223372036854775808,123456789012345678901234567890.5]";
        assertThat(JsonWriter.compact(JsonReader.read(text))).isEqualTo(text);
    }

    @Test
    void escapesAreResolvedAndLoneSurrogatesReplaced() {
        assertThat(JsonReader.read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\ud83d\\ude00\\ud800x\""))
                .isEqualTo(RegoString.of("\"\\/\b\f\n\r\tA\uD83D\uDE00\uFFFDx"));
    }

    @Test
    void aByteOrderMarkAndSpaceAroundTheValueAreSkipped() {
        assertThat(JsonReader.read("\uFEFF \t\r\n1 \n")).isEqualTo(RegoNumber.of(1));
    }

    @Test
    void objectsWithTheSameKeysShareTheirShape() {
        RegoArray rows = (RegoArray) JsonReader.read("[{\"a\":1,\"b\":2},{\"a\":3,\"b\":4},{\"b\":1,\"a\":2}]");
        RegoObject first = (RegoObject) rows.get(0);
        RegoObject second = (RegoObject) rows.get(1);
        assertThat(second.shape()).isSameAs(first.shape());
        assertThat(second.valueInSlot(first.shape().slotOf(RegoString.of("b")))).isEqualTo(RegoNumber.of(4));
        assertThat(((RegoObject) rows.get(2)).keyAt(0)).isEqualTo(RegoString.of("a"));
    }

    @Test
    void manyKeysAreFound() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < 10_000; i++) {
            text.append(i == 0 ? "" : ",")
                    .append('"')
                    .append("key")
                    .append(i)
                    .append("\":")
                    .append(i);
        }
        RegoObject object = (RegoObject) JsonReader.read(text.append('}').toString());
        for (int i = 0; i < 10_000; i++) {
            assertThat(object.get("key" + i)).isEqualTo(RegoNumber.of(i));
        }
        assertThat(object.get("key10000")).isNull();
    }

    @Test
    void keysThatAreNotStringsAreWrittenAndOrderedAsTheirJson() {
        RegoObject.Builder builder = RegoObject.builder();
        builder.put(RegoNumber.parse("1.0"), RegoNumber.of(2));
        builder.put(RegoArray.of(RegoNumber.of(1), RegoString.of("a")), RegoNumber.of(3));
        builder.put(RegoSet.of(RegoNumber.of(1)), RegoNumber.of(4));
        builder.put(RegoNull.NULL, RegoNumber.of(1));
        assertThat(JsonWriter.compact(builder.build()))
                .isEqualTo("{\"1.0\":2,\"[1,\\\"a\\\"]\":3,\"[1]\":4,\"null\":1}");
    }

    @Test
    void ofKeysThatAreWrittenAlikeTheLastOneIsWritten() {
        RegoObject.Builder builder = RegoObject.builder();
        builder.put(RegoString.of("[1]"), RegoNumber.of(1));
        builder.put(RegoArray.of(RegoNumber.of(1)), RegoNumber.of(2));
        assertThat(JsonWriter.compact(builder.build())).isEqualTo("{\"[1]\":2}");
    }

    @Test
    void thePrettyFormHasOneMemberALine() {
        assertThat(JsonWriter.pretty(JsonReader.read("{\"b\":[],\"a\":[1,{\"c\":{}}]}")))
                .isEqualTo("""
                    {
                      "a": [
                        1,
                        {
                          "c": {}
                        }
                      ],
                      "b": []
                    }\
                    """);
    }

    @Test
    void theHtmlSafeFormEscapesAsGoDoes() {
        assertThat(JsonWriter.compactHtmlSafe(RegoString.of("<a href='&'>\u2028\u0001")))
                .isEqualTo("\"\\u003ca href='\\u0026'\\u003e\\u2028\\u0001\"");
        assertThat(JsonWriter.compact(RegoString.of("<&>"))).isEqualTo("\"<&>\"");
    }
}
