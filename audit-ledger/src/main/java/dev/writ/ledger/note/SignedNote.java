package dev.writ.ledger.note;

import dev.writ.ledger.merkle.Bytes;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A text and its signatures, none of which has been checked.
 *
 * @param text ends with a line feed; may hold empty lines
 * @param signatures at least one
 */
public record SignedNote(String text, List<NoteSignature> signatures) {
    /** Largest note that is read: 64 signatures of any kind fit. */
    public static final int MAX_SIZE = 1 << 19;

    /** Most signatures. */
    public static final int MAX_SIGNATURES = 64;

    /**
     * Checks the form of the text and the number of signatures.
     *
     * @throws NoteException if either does not fit
     */
    public SignedNote {
        signatures = List.copyOf(signatures);
        checkText(text);
        if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
            throw new NoteException("a note has 1 to " + MAX_SIGNATURES + " signatures, not " + signatures.size());
        }
    }

    /**
     * Reads a note.
     *
     * @throws NoteException for anything that {@link #bytes} would not have written
     */
    public static SignedNote parse(Bytes bytes) {
        if (bytes.size() > MAX_SIZE) {
            throw new NoteException("a note has at most " + MAX_SIZE + " bytes, not " + bytes.size());
        }
        String all = decode(bytes);
        int split = all.lastIndexOf("\n\n");
        if (split < 0 || !all.endsWith("\n") || split + 2 == all.length()) {
            throw new NoteException(
                    "a note is a text, an empty line and signature lines, each ending with a line feed");
        }
        List<NoteSignature> signatures = new ArrayList<>();
        for (String line : all.substring(split + 2, all.length() - 1).split("\n", -1)) {
            signatures.add(NoteSignature.parse(line));
        }
        return new SignedNote(all.substring(0, split + 1), signatures);
    }

    private static String decode(Bytes bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(bytes.buffer())
                    .toString();
        } catch (CharacterCodingException e) {
            throw new NoteException("the note is not valid UTF-8");
        }
    }

    private static void checkText(String text) {
        if (!text.endsWith("\n")) {
            throw new NoteException("the text of a note ends with a line feed");
        }
        if (text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw new NoteException("a note holds no control characters but line feeds");
        }
    }

    /** The note as it is stored and served. */
    public Bytes bytes() {
        StringBuilder out = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> out.append(signature.line()).append('\n'));
        return Bytes.utf8(out.toString());
    }
}
