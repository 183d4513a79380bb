package dev.writ.ledger.note;

import dev.writ.ledger.merkle.Bytes;
import java.nio.ByteBuffer;

/**
 * A signature line.
 *
 * @param name who signed
 * @param keyId first four bytes of the decoded line
 * @param signature the other bytes
 */
public record NoteSignature(String name, int keyId, Bytes signature) {
    static final String DASH = "\u2014 ";

    static NoteSignature parse(String line) {
        int space = line.indexOf(' ', DASH.length());
        if (!line.startsWith(DASH) || space < 0) {
            throw new NoteException("a signature line looks like `\u2014 name base64`, this one does not");
        }
        String name = line.substring(DASH.length(), space);
        VerifierKey.checkName(name);
        Bytes blob = Base64Text.decode("signature of `" + name + "`", line.substring(space + 1));
        if (blob.size() <= Integer.BYTES) {
            throw new NoteException("the signature of `" + name + "` is empty");
        }
        byte[] bytes = blob.toArray();
        return new NoteSignature(name, ByteBuffer.wrap(bytes).getInt(), Bytes.of(bytes, Integer.BYTES, bytes.length));
    }

    String line() {
        ByteBuffer out = ByteBuffer.allocate(Integer.BYTES + signature.size())
                .putInt(keyId)
                .put(signature.buffer());
        return DASH + name + " " + Base64Text.encode(out.array());
    }

    /** Whether name and key id are those of a key. */
    public boolean claims(VerifierKey key) {
        return keyId == key.id() && name.equals(key.name());
    }
}
