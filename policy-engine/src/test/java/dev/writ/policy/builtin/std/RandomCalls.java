package dev.writ.policy.builtin.std;

import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random calls of functions that are easy to get wrong: arithmetic, formatting, strings, times, patterns, paths. */
final class RandomCalls {

    private static final String ALPHABET = "aab.,-/ Zé𝄞0%\"\\n";
    private static final String[] VERBS = {"d", "s", "v", "q", "x", "X", "f", "e", "g", "t", "c", "b", "o", "U"};
    private static final String[] BINARY_NUMBERS = {"plus", "minus", "mul", "div", "rem", "bits.and", "bits.xor"};
    private static final String[] UNARY_NUMBERS = {"abs", "round", "ceil", "floor", "bits.negate"};
    private static final String[] TWO_STRINGS = {
        "contains",
        "startswith",
        "indexof",
        "indexof_n",
        "split",
        "trim",
        "trim_left",
        "trim_right",
        "trim_prefix",
        "trim_suffix",
        "strings.count"
    };
    private static final String[] ONE_STRING = {
        "lower", "upper", "trim_space", "strings.reverse", "base64.encode", "base64.decode", "base64url.decode",
        "hex.encode", "urlquery.encode", "urlquery.decode", "count", "crypto.sha256", "glob.quote_meta",
                "semver.is_valid",
        "regex.is_valid", "units.parse", "units.parse_bytes", "time.parse_duration_ns", "to_number"
    };
    private static final String[] PATTERNS = {
        "a", "a*", "(a|b)+", "^a", "b$", "[a-b.]", "\\s", "é?", "", ".", "(a)(b)?", "x*", "\\bab", "[^a]"
    };
    private static final String[] GLOBS = {"a*", "*.b", "**", "?a", "[ab]*", "[!a]*", "{a,ab}*", "*a*b*", "a.?"};
    private static final String[] LAYOUTS = {
        "2006-01-02T15:04:05Z07:00", "Jan _2 06 3:04PM", "Monday, 2 January 2006", "002 15.04.05.000", "-0700 MST 1/2"
    };
    private static final String[] ZONES = {"UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"};
    private static final String[] UNITS = {"", "k", "Ki", "M", "m", "GB", "gib", "e3", "e", "h", "ms", "d", "s"};

    private RandomCalls() {}

    static <T> T next(Random random, BuiltinDifferentialTest.Maker<T> maker) {
        return switch (random.nextInt(14)) {
            case 0 -> maker.make(one(random, BINARY_NUMBERS), List.of(number(random), number(random)));
            case 1 -> maker.make(one(random, UNARY_NUMBERS), List.of(number(random)));
            case 2 -> maker.make("sprintf", List.of(format(random), values(random)));
            case 3 -> maker.make(one(random, TWO_STRINGS), List.of(string(random), string(random)));
            case 4 -> maker.make(one(random, ONE_STRING), List.of(unitOrString(random)));
            case 5 -> maker.make("substring", List.of(string(random), small(random), small(random)));
            case 6 -> maker.make("replace", List.of(string(random), RegoString.of(letter(random)), string(random)));
            case 7 -> maker.make("regex.replace", List.of(string(random), pattern(random), template(random)));
            case 8 -> maker.make("regex.find_n", List.of(pattern(random), string(random), small(random)));
            case 9 -> maker.make("regex.split", List.of(pattern(random), string(random)));
            case 10 ->
                maker.make(
                        "glob.match",
                        List.of(RegoString.of(one(random, GLOBS)), RegoArray.of(RegoString.of(".")), string(random)));
            case 11 -> maker.make("time.format", List.of(moment(random)));
            case 12 -> maker.make("sum", List.of(RegoArray.of(number(random), number(random), number(random))));
            default -> maker.make("json.patch", List.of(document(random), patch(random)));
        };
    }

    private static String one(Random random, String[] from) {
        return from[random.nextInt(from.length)];
    }

    static RegoNumber number(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> RegoNumber.of(random.nextInt(20) - 10);
            case 1 -> RegoNumber.of(random.nextLong());
            case 2 -> RegoNumber.parse(random.nextInt(1000) + "." + random.nextInt(1000));
            case 3 -> RegoNumber.parse("-" + random.nextInt(10) + "." + random.nextInt(100_000));
            case 4 -> RegoNumber.parse(random.nextInt(1, 100) + "e" + (random.nextInt(40) - 20));
            default -> RegoNumber.parse(random.nextLong(1, Long.MAX_VALUE) + "" + random.nextInt(1_000_000));
        };
    }

    private static RegoValue small(Random random) {
        return RegoNumber.of(random.nextInt(8) - 2);
    }

    private static String letter(Random random) {
        int[] letters = ALPHABET.codePoints().toArray();
        return Character.toString(letters[random.nextInt(letters.length)]);
    }

    private static RegoString string(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(7); i > 0; i--) {
            text.append(letter(random));
        }
        return RegoString.of(text.toString());
    }

    private static RegoString unitOrString(Random random) {
        return random.nextBoolean()
                ? string(random)
                : RegoString.of(random.nextInt(100)
                        + (random.nextBoolean() ? "." + random.nextInt(100) : "")
                        + one(random, UNITS));
    }

    private static RegoString pattern(Random random) {
        return RegoString.of(one(random, PATTERNS));
    }

    private static RegoString template(Random random) {
        return RegoString.of(one(random, new String[] {"-", "$1", "${1}x", "$$", "$", "$0$0", "$x", ""}));
    }

    private static RegoString format(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(letter(random)).append('%');
            text.append(one(random, new String[] {"", "", "-", "+", "#", "0", " ", "+0"}));
            text.append(random.nextInt(3) == 0 ? Integer.toString(random.nextInt(1, 12)) : "");
            text.append(random.nextInt(3) == 0 ? "." + random.nextInt(6) : "");
            text.append(one(random, VERBS));
        }
        return RegoString.of(text.toString());
    }

    private static RegoArray values(Random random) {
        List<RegoValue> values = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            values.add(random.nextBoolean() ? number(random) : string(random));
        }
        return RegoArray.of(values);
    }

    private static RegoArray moment(Random random) {
        // Zones by name only since 1970: Java knows the offsets of earlier times, but not what they were called.
        boolean utc = random.nextInt(3) > 0;
        long nanos = random.nextLong(utc ? -4_000_000_000_000_000_000L : 0, 8_000_000_000_000_000_000L);
        return RegoArray.of(
                RegoNumber.of(random.nextBoolean() ? nanos : nanos / 1_000_000_000L * 1_000_000_000L),
                RegoString.of(utc ? "UTC" : one(random, ZONES)),
                RegoString.of(one(random, LAYOUTS)));
    }

    private static RegoValue document(Random random) {
        RegoObject.Builder object = RegoObject.builder();
        object.put("a", RegoArray.of(number(random), string(random)));
        object.put("b", RegoObject.builder().put("c", number(random)).build());
        return object.build();
    }

    /** One operation: after two, OPA 1.22.2 may look up elements of an array by positions from before the first. */
    private static RegoArray patch(Random random) {
        RegoObject.Builder operation = RegoObject.builder();
        operation.put("op", RegoString.of(one(random, new String[] {"add", "remove", "replace", "copy", "move"})));
        operation.put("path", RegoString.of(path(random)));
        operation.put("from", RegoString.of(path(random)));
        operation.put("value", string(random));
        return RegoArray.of(operation.build());
    }

    /** Never the whole document: OPA 1.22.2 crashes when that is removed. */
    private static String path(Random random) {
        return one(random, new String[] {"/a", "/a/0", "/a/1", "/a/2", "/a/-", "/b", "/b/c", "/b/d", "/x", "/x/y"});
    }
}
