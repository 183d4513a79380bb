package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.Builtin.Binary;
import dev.writ.policy.builtin.Builtin.Unary;
import dev.writ.policy.builtin.golang.GoBytes;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/** Digests and message authentication codes of strings, in lower-case hexadecimal. */
final class Hashes {

    private Hashes() {}

    static Map<String, Builtin> functions() {
        return Map.of(
                "crypto.md5", digest("MD5"),
                "crypto.sha1", digest("SHA-1"),
                "crypto.sha256", digest("SHA-256"),
                "crypto.hmac.md5", hmac("MD5", 64),
                "crypto.hmac.sha1", hmac("SHA-1", 64),
                "crypto.hmac.sha256", hmac("SHA-256", 64),
                "crypto.hmac.sha512", hmac("SHA-512", 128),
                "crypto.hmac.equal",
                        (Binary) (context, x, y) -> RegoBoolean.of(MessageDigest.isEqual(bytes(x, 1), bytes(y, 2))));
    }

    private static byte[] bytes(RegoValue operand, int position) {
        return GoBytes.encode(Operands.string(operand, position));
    }

    private static Unary digest(String algorithm) {
        return (context, x) -> RegoString.of(HexFormat.of().formatHex(digest(algorithm, bytes(x, 1))));
    }

    private static Binary hmac(String algorithm, int blockSize) {
        return (context, message, key) ->
                RegoString.of(HexFormat.of().formatHex(hmac(algorithm, blockSize, bytes(message, 1), bytes(key, 2))));
    }

    /** RFC 2104; written out because Java's {@code Mac} refuses an empty key. */
    private static byte[] hmac(String algorithm, int blockSize, byte[] message, byte[] key) {
        byte[] block = Arrays.copyOf(key.length > blockSize ? digest(algorithm, key) : key, blockSize);
        byte[] inner = new byte[blockSize];
        byte[] outer = new byte[blockSize];
        for (int i = 0; i < blockSize; i++) {
            inner[i] = (byte) (block[i] ^ 0x36);
            outer[i] = (byte) (block[i] ^ 0x5C);
        }
        return digest(algorithm, outer, digest(algorithm, inner, message));
    }

    private static byte[] digest(String algorithm, byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
