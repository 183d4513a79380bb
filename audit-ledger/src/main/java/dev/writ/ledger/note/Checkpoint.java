package dev.writ.ledger.note;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a checkpoint says: this log had this root at this size. No extension lines.
 *
 * @param origin the log, {@code <host>/ledger/<log>}
 * @param size number of entries
 * @param root RFC 6962 root
 */
public record Checkpoint(String origin, long size, Hash root) {
    private static final Pattern FORM = Pattern.compile("([^\n]+)\n(0|[1-9][0-9]{0,18})\n([^\n]+)\n");
    private static final int MAX_ORIGIN = 255;

    /**
     * Checks the members.
     *
     * @throws NoteException if the origin is not a possible key name of at most 255 bytes, the size is negative, or a root
     *     belongs to no tree of that size
     */
    public Checkpoint {
        VerifierKey.checkName(origin);
        if (Bytes.utf8(origin).size() > MAX_ORIGIN) {
            throw new NoteException("an origin has at most " + MAX_ORIGIN + " bytes");
        }
        if (size < 0) {
            throw new NoteException("a checkpoint has no negative size");
        }
        if (size == 0 && !root.equals(TreeHash.EMPTY_ROOT)) {
            throw new NoteException("the root of a checkpoint of size 0 must be " + TreeHash.EMPTY_ROOT.base64());
        }
    }

    /**
     * Reads the text of a note.
     *
     * @throws NoteException for anything that {@link #text} would not have written
     */
    public static Checkpoint parse(String text) {
        Matcher lines = FORM.matcher(text);
        if (!lines.matches()) {
            throw new NoteException("a checkpoint has exactly three lines: origin, size and root");
        }
        long size;
        try {
            size = Long.parseLong(lines.group(2));
        } catch (NumberFormatException e) {
            throw new NoteException("the checkpoint's size `" + lines.group(2) + "` is too large");
        }
        return new Checkpoint(lines.group(1), size, Base64Text.hash("checkpoint's root", lines.group(3)));
    }

    /** The three lines, each ending with a line feed. */
    public String text() {
        return origin + "\n" + size + "\n" + root.base64() + "\n";
    }
}
