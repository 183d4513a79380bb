package dev.writ.ledger.entry;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import java.io.ByteArrayOutputStream;

/**
 * A value that lives beside the log and can be erased; the entry holds only a commitment to it.
 *
 * @param name name of the field, 1 to 64 lower-case letters, digits, {@code _}, {@code .} and {@code -}
 * @param salt fresh for this field of this entry, erased together with the value
 * @param value the value
 */
public record PayloadField(String name, Salt salt, Json value) {
    private static final Bytes PREFIX = Bytes.utf8("writ/commit/v1\n");

    /**
     * Checks the name.
     *
     * @throws EntryException if it is not a name
     */
    public PayloadField {
        Limits.name("payload field", name);
    }

    /** {@code SHA-256("writ/commit/v1\n" ‖ salt ‖ u16 length of name ‖ name ‖ canonical value)}. */
    public Hash commitment() {
        Bytes utf8Name = Bytes.utf8(name);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PREFIX.write(out);
        salt.bytes().write(out);
        out.write(utf8Name.size() >>> 8);
        out.write(utf8Name.size());
        utf8Name.write(out);
        value.canonical().write(out);
        return TreeHash.sha256(Bytes.of(out));
    }

    @Override
    public String toString() {
        return "PayloadField[name=" + name + ", value=hidden]";
    }
}
