package dev.writ.ledger.note;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import java.util.Base64;

/** Base64 by RFC 4648 section 4 that has one text for each byte string. */
final class Base64Text {
    private Base64Text() {}

    static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static Bytes decode(String what, String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new NoteException("the " + what + " is not base64");
        }
        if (!encode(bytes).equals(text)) {
            throw new NoteException("the " + what + " is not canonical base64");
        }
        return Bytes.of(bytes);
    }

    static Hash hash(String what, String text) {
        try {
            return Hash.parseBase64(text);
        } catch (IllegalArgumentException e) {
            throw new NoteException("the " + what + " is not the base64 of 32 bytes");
        }
    }
}
