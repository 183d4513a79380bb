package dev.writ.ledger.note;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import java.nio.ByteBuffer;

/** The bytes under an ML-DSA-44 signature: {@code cosigned_message} of tlog-cosignature for a whole tree. */
final class CosignedMessage {
    private static final Bytes LABEL = Bytes.utf8("subtree/v1\n\0");

    private CosignedMessage() {}

    /** {@code label ‖ u8 ‖ name ‖ u64 time ‖ u8 ‖ origin ‖ u64 start ‖ u64 end ‖ root}. */
    static byte[] of(String name, long seconds, Checkpoint checkpoint) {
        Bytes signer = shortText(name);
        Bytes origin = shortText(checkpoint.origin());
        return ByteBuffer.allocate(LABEL.size() + 2 + signer.size() + origin.size() + 3 * Long.BYTES + Hash.SIZE)
                .put(LABEL.buffer())
                .put((byte) signer.size())
                .put(signer.buffer())
                .putLong(seconds)
                .put((byte) origin.size())
                .put(origin.buffer())
                .putLong(0)
                .putLong(checkpoint.size())
                .put(checkpoint.root().bytes())
                .array();
    }

    private static Bytes shortText(String text) {
        Bytes utf8 = Bytes.utf8(text);
        if (utf8.size() == 0 || utf8.size() > 255) {
            throw new NoteException("the name `" + text + "` has not 1 to 255 bytes");
        }
        return utf8;
    }
}
