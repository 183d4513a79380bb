package dev.writ.policy.builtin.golang;

import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import dev.writ.policy.value.YamlScalars;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/**
 * Writes values as Go's {@code yaml} 3 does: blocks indented by two, keys in natural order, text as plainly as it can be
 * read back. SnakeYAML Engine's own emitter cannot be told to indent sequences in maps and not at the top.
 */
public final class GoYamlWriter {

    private static final int INDENT = 2;
    private static final int MAX_SIMPLE_KEY = 128;
    private static final int MAX_JSON_KEY = 1024;

    /** A value that Go does not write. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message, null, false, false);
        }
    }

    private final StringBuilder out = new StringBuilder();
    private final IntConsumer progress;

    private GoYamlWriter(IntConsumer progress) {
        this.progress = progress;
    }

    /**
     * The document of one value.
     *
     * @param progress told the length so far, again and again; what it throws goes through
     * @throws Refused if a text has characters that YAML does not allow, or a key is too long
     */
    public static String write(RegoValue value, IntConsumer progress) throws Refused {
        GoYamlWriter writer = new GoYamlWriter(progress);
        writer.node(value, -INDENT, true);
        if (isScalar(value)) {
            writer.out.deleteCharAt(0);
        }
        return writer.out.toString();
    }

    /** Writes a value behind what introduces it; {@code inline} says whether a block may begin on the same line. */
    private void node(RegoValue value, int indent, boolean inline) throws Refused {
        progress.accept(out.length());
        switch (value) {
            case RegoArray array when array.size() > 0 -> sequence(array, indent + INDENT, inline);
            case RegoSet set when set.size() > 0 -> sequence(set, indent + INDENT, inline);
            case RegoObject object when object.size() > 0 -> mapping(object, indent + INDENT, inline);
            case RegoArray ignored -> line(" []");
            case RegoSet ignored -> line(" []");
            case RegoObject ignored -> line(" {}");
            case RegoNull ignored -> line(" null");
            case RegoBoolean truth -> line(" " + truth);
            case RegoNumber number -> line(" " + number(number));
            case RegoString string -> text(string.value(), indent + INDENT);
        }
    }

    private static boolean isScalar(RegoValue value) {
        return switch (value) {
            case RegoArray array -> array.size() == 0;
            case RegoSet set -> set.size() == 0;
            case RegoObject object -> object.size() == 0;
            case RegoNull ignored -> true;
            case RegoBoolean ignored -> true;
            case RegoNumber ignored -> true;
            case RegoString ignored -> true;
        };
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    /** Begins an item of a block; the first one may stand behind the indicator of the block around it. */
    private void begin(boolean first, int indent, boolean inline) {
        if (!first || !inline) {
            if (first) {
                out.append('\n');
            }
            out.repeat(' ', indent);
        } else if (indent > 0) {
            out.append(' ');
        }
    }

    private void sequence(Iterable<RegoValue> elements, int indent, boolean inline) throws Refused {
        boolean first = true;
        for (RegoValue element : elements) {
            begin(first, indent, inline);
            out.append('-');
            node(element, indent, true);
            first = false;
        }
    }

    private void mapping(RegoObject object, int indent, boolean inline) throws Refused {
        Map<String, RegoValue> sorted = new TreeMap<>(GoYamlWriter::compareKeys);
        for (int i = 0; i < object.size(); i++) {
            String key = JsonWriter.keyText(object.keyAt(i));
            if (JsonWriter.quote(key).getBytes(StandardCharsets.UTF_8).length > MAX_JSON_KEY) {
                throw new Refused("yaml: did not find expected ',' or '}'");
            }
            sorted.put(GoYamlText.readBack(key), object.valueAt(i));
        }
        boolean first = true;
        for (Map.Entry<String, RegoValue> entry : sorted.entrySet()) {
            begin(first, indent, inline);
            boolean simple = key(entry.getKey(), indent);
            node(entry.getValue(), indent, !simple);
            first = false;
        }
    }

    /** Writes a key and its colon; true if they stand on one line. */
    private boolean key(String key, int indent) throws Refused {
        boolean simple = !GoYamlText.hasBreaks(key) && key.getBytes(StandardCharsets.UTF_8).length <= MAX_SIMPLE_KEY;
        if (simple) {
            out.append(GoYamlText.of(key, indent)).append(':');
        } else {
            out.append('?');
            text(key, indent + INDENT);
            out.repeat(' ', indent).append(':');
        }
        return simple;
    }

    private void text(String text, int indent) throws Refused {
        String shown = GoYamlText.of(GoYamlText.readBack(text), Math.max(indent, INDENT));
        out.append(' ').append(shown);
        if (!shown.startsWith("|")) {
            out.append('\n');
        }
    }

    /** JSON's numbers as YAML reads them: beyond 64 bits they are floats, and beyond those, text. */
    private static String number(RegoNumber number) {
        String text = number.text();
        return switch (YamlScalars.typeOf(text)) {
            case INT -> number.signum() == 0 ? "0" : text;
            case FLOAT -> GoFloat.format(Double.parseDouble(text), 'g', GoFloat.SHORTEST);
            case NULL, BOOL, STR, TIMESTAMP -> text;
        };
    }

    /** Letters after everything else, and numbers inside of text by their value. */
    private static int compareKeys(String a, String b) {
        int[] left = a.codePoints().toArray();
        int[] right = b.codePoints().toArray();
        boolean digits = false;
        int shared = Math.min(left.length, right.length);
        for (int i = 0; i < shared; i++) {
            if (left[i] != right[i]) {
                return compareAt(left, right, i, digits);
            }
            digits = Character.isDigit(left[i]);
        }
        return Integer.compare(left.length, right.length);
    }

    private static int compareAt(int[] left, int[] right, int at, boolean afterDigit) {
        boolean leftLetter = Character.isLetter(left[at]);
        boolean rightLetter = Character.isLetter(right[at]);
        if (leftLetter && rightLetter) {
            return Integer.compare(left[at], right[at]);
        }
        if (leftLetter || rightLetter) {
            return leftLetter == afterDigit ? -1 : 1;
        }
        long start = (left[at] == '0' || right[at] == '0') && insideNumber(left, at) ? 1 : 0;
        int leftEnd = digitsEnd(left, at);
        int rightEnd = digitsEnd(right, at);
        long leftNumber = numberFrom(left, at, leftEnd, start);
        long rightNumber = numberFrom(right, at, rightEnd, start);
        if (leftNumber != rightNumber) {
            return Long.compare(leftNumber, rightNumber);
        }
        return leftEnd != rightEnd ? Integer.compare(leftEnd, rightEnd) : Integer.compare(left[at], right[at]);
    }

    private static boolean insideNumber(int[] text, int at) {
        for (int i = at - 1; i >= 0 && Character.isDigit(text[i]); i--) {
            if (text[i] != '0') {
                return true;
            }
        }
        return false;
    }

    private static int digitsEnd(int[] text, int from) {
        int end = from;
        while (end < text.length && Character.isDigit(text[end])) {
            end++;
        }
        return end;
    }

    private static long numberFrom(int[] text, int from, int end, long start) {
        long number = start;
        for (int i = from; i < end; i++) {
            number = number * 10 + (text[i] - '0');
        }
        return number;
    }
}
