package dev.writ.policy.builtin.crypto;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.golang.GoBase64;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Blocks of PEM one after the other. Text around blocks and blocks that are broken are skipped; of several BEGIN lines
 * before one END line the last one counts. Takes time linear in the text.
 */
public final class Pem {

    /** How a text in PEM starts. */
    public static final String PREFIX = "-----BEGIN";

    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "\n-----END ";
    private static final String DASHES = "-----";

    /** One block: what stands after BEGIN, and the bytes. Header lines are passed over. */
    public record Block(String type, Bytes bytes) {}

    /** A line without its end and trailing blanks, and where the next one starts. */
    private record Line(String text, int next) {}

    private final String text;
    private int at;

    /** The blocks of {@code bytes}. */
    public Pem(byte[] bytes) {
        this.text = new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Whether bytes start as PEM does. */
    public static boolean startsAsPem(byte[] bytes) {
        int length = Math.min(bytes.length, PREFIX.length());
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1).equals(PREFIX);
    }

    /** The next block, or null if there is none. */
    public @Nullable Block next() {
        int from = at;
        while (true) {
            int end = text.indexOf(END, from);
            if (end < 0) {
                return null;
            }
            Block block = blockBefore(from, end);
            if (block != null) {
                return block;
            }
            from = end + END.length();
        }
    }

    /** Whether nothing follows the blocks read so far. */
    public boolean atEnd() {
        return at >= text.length();
    }

    private @Nullable Block blockBefore(int from, int end) {
        int begin = lastBegin(from, end);
        if (begin < 0 || (begin > from && text.charAt(begin - 1) != '\n')) {
            return null;
        }
        Line typeLine = line(begin + BEGIN.length());
        if (!typeLine.text().endsWith(DASHES)) {
            return null;
        }
        String type = typeLine.text().substring(0, typeLine.text().length() - DASHES.length());
        int body = typeLine.next();
        boolean headers = false;
        while (body < text.length()) {
            Line header = line(body);
            if (header.text().indexOf(':') < 0) {
                break;
            }
            headers = true;
            body = header.next();
        }
        int trailer = end + END.length();
        String closing = type + DASHES;
        if (body > (headers ? end : end + 1) || !text.startsWith(closing, trailer)) {
            return null;
        }
        Line last = line(trailer + closing.length());
        byte[] bytes = last.text().isEmpty() ? decode(body, end) : null;
        if (bytes == null) {
            return null;
        }
        at = last.next();
        return new Block(type, Bytes.of(bytes));
    }

    private int lastBegin(int from, int end) {
        for (int i = end - BEGIN.length(); i >= from; i--) {
            if (text.charAt(i) == '-' && text.startsWith(BEGIN, i)) {
                return i;
            }
        }
        return -1;
    }

    private Line line(int start) {
        int end = text.indexOf('\n', start);
        int next = end < 0 ? text.length() : end + 1;
        int stop = end < 0 ? text.length() : end;
        if (end > start && text.charAt(end - 1) == '\r') {
            stop--;
        }
        while (stop > start && (text.charAt(stop - 1) == ' ' || text.charAt(stop - 1) == '\t')) {
            stop--;
        }
        return new Line(text.substring(start, stop), next);
    }

    private byte @Nullable [] decode(int start, int end) {
        String body = start < end ? text.substring(start, end) : "";
        try {
            return GoBase64.decode(body.replace(" ", "").replace("\t", ""));
        } catch (BuiltinFailure e) {
            return null;
        }
    }
}
