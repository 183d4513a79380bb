package dev.writ.policy.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;

/** Random values, with many equal and nearly equal ones among them. */
final class RandomValues {
    private static final String[] TEXTS = {
        "",
        "a",
        "b",
        "ab",
        "a\u0000b",
        "\u00e9",
        "\uE000",
        "\uFFFD",
        "\uD83D\uDE00",
        "\"",
        "\\",
        "\n",
        "</script>",
        "a\u2028b"
    };
    private static final String[] NUMBERS = {
        "0",
        "-0",
        "0.0",
        "1",
        "1.0",
        "1e0",
        "10e-1",
        "-1",
        "0.1",
        "1e-1",
        "0.10000000000000000001",
        "9007199254740993",
        "9007199254740993.0",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "1e400",
        "-1e400",
        "1e-400",
        "123456789012345678901234567890",
        "1.5",
        "15e-1",
        "2"
    };

    private final Random random;

    RandomValues(long seed) {
        this.random = new Random(seed);
    }

    RegoValue any(int depth) {
        int kinds = depth == 0 ? 4 : 7;
        return switch (random.nextInt(kinds)) {
            case 0 -> RegoNull.NULL;
            case 1 -> RegoBoolean.of(random.nextBoolean());
            case 2 -> number();
            case 3 -> string();
            case 4 -> RegoArray.of(many(depth));
            case 5 -> RegoSet.of(many(depth));
            default -> object(depth);
        };
    }

    /** As JSON has them: no sets, and only strings as keys. */
    RegoValue json(int depth) {
        int kinds = depth == 0 ? 4 : 6;
        return switch (random.nextInt(kinds)) {
            case 0 -> RegoNull.NULL;
            case 1 -> RegoBoolean.of(random.nextBoolean());
            case 2 -> number();
            case 3 -> string();
            case 4 -> {
                RegoValue[] elements = new RegoValue[random.nextInt(12)];
                for (int i = 0; i < elements.length; i++) {
                    elements[i] = json(depth - 1);
                }
                yield RegoArray.of(elements);
            }
            default -> {
                RegoObject.Builder builder = RegoObject.builder();
                for (int i = random.nextInt(14); i > 0; i--) {
                    builder.put(
                            RegoString.of(TEXTS[random.nextInt(TEXTS.length)] + random.nextInt(6)), json(depth - 1));
                }
                yield builder.build();
            }
        };
    }

    RegoNumber number() {
        return switch (random.nextInt(4)) {
            case 0 -> RegoNumber.of(random.nextInt(20) - 10);
            case 1 -> RegoNumber.of(random.nextLong());
            case 2 -> RegoNumber.parse(NUMBERS[random.nextInt(NUMBERS.length)]);
            default ->
                RegoNumber.of(new BigDecimal(new BigInteger(1 + random.nextInt(90), random), random.nextInt(12) - 4));
        };
    }

    RegoString string() {
        return RegoString.of(TEXTS[random.nextInt(TEXTS.length)]
                + (random.nextInt(3) == 0 ? TEXTS[random.nextInt(TEXTS.length)] : ""));
    }

    private RegoValue[] many(int depth) {
        RegoValue[] values = new RegoValue[random.nextInt(12)];
        for (int i = 0; i < values.length; i++) {
            values[i] = any(depth - 1);
        }
        return values;
    }

    private RegoObject object(int depth) {
        RegoObject.Builder builder = RegoObject.builder();
        for (int i = random.nextInt(12); i > 0; i--) {
            builder.put(any(depth - 1), any(depth - 1));
        }
        return builder.build();
    }
}
