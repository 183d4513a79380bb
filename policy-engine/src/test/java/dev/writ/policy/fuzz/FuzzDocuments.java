package dev.writ.policy.fuzz;

import java.util.List;
import java.util.Random;

/** Random documents of a shape that the generated programs know, with parts left out or of another type now and then. */
final class FuzzDocuments {

    static final List<String> KEYS = List.of("a", "b", "c", "d");
    static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "2",
            "3",
            "4",
            "-1",
            "7",
            "10",
            "0.5",
            "1.0",
            "2.50",
            "1e2",
            "-3.25",
            "9007199254740993",
            "100000000000000000000");
    static final List<String> TEXTS = List.of(
            "\"a\"", "\"b\"", "\"c\"", "\"\"", "\"ab\"", "\"B\"", "\"a,b\"", "\"1\"", "\"é\"", "\"x y\"", "\"2.5\"",
            "\"😀\"", "\"a/b\"", "\"-7\"");

    private final Random random;

    FuzzDocuments(Random random) {
        this.random = random;
    }

    /** An object with the members that {@link Terms} refers to. */
    String document() {
        StringBuilder text = new StringBuilder("{");
        member(text, "n", number());
        member(text, "k", String.valueOf(random.nextInt(4)));
        member(text, "s", text());
        member(text, "b", String.valueOf(random.nextBoolean()));
        member(text, "xs", array(this::number, 4));
        member(text, "ss", array(this::text, 3));
        member(text, "o", object(this::number));
        member(text, "m", array(() -> "[" + number() + "," + number() + "]", 3));
        member(text, "us", array(this::record, 3));
        member(text, "oo", object(() -> object(this::number)));
        member(text, "e", "[]");
        member(text, "z", "null");
        member(text, "any", any(2));
        return text.append("\"end\":1}").toString();
    }

    private void member(StringBuilder text, String name, String value) {
        int dice = random.nextInt(25);
        if (dice > 0) {
            text.append('"')
                    .append(name)
                    .append("\":")
                    .append(dice == 1 ? any(1) : value)
                    .append(',');
        }
    }

    private String record() {
        return "{\"id\":" + text() + ",\"n\":" + number() + ",\"tags\":" + array(this::text, 2) + "}";
    }

    private interface Maker {
        String make();
    }

    private String array(Maker maker, int most) {
        StringBuilder text = new StringBuilder("[");
        int size = random.nextInt(most + 1);
        for (int i = 0; i < size; i++) {
            text.append(i == 0 ? "" : ",").append(maker.make());
        }
        return text.append(']').toString();
    }

    private String object(Maker maker) {
        StringBuilder text = new StringBuilder("{");
        for (String key : KEYS) {
            if (random.nextInt(3) > 0) {
                text.append(text.length() == 1 ? "" : ",")
                        .append('"')
                        .append(key)
                        .append("\":")
                        .append(maker.make());
            }
        }
        return text.append('}').toString();
    }

    String any(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0 -> "null";
            case 1 -> String.valueOf(random.nextBoolean());
            case 2, 3 -> number();
            case 4 -> text();
            case 5 -> object(() -> any(depth - 1));
            default -> array(() -> any(depth - 1), 3);
        };
    }

    String number() {
        return NUMBERS.get(random.nextInt(random.nextInt(4) == 0 ? NUMBERS.size() : 6));
    }

    String text() {
        return TEXTS.get(random.nextInt(random.nextInt(4) == 0 ? TEXTS.size() : 5));
    }
}
