package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.Builtin.Binary;
import dev.writ.policy.builtin.Builtin.Unary;
import dev.writ.policy.builtin.crypto.Hash;
import dev.writ.policy.builtin.golang.GoBytes;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;

/** Digests and message authentication codes of strings, in lower-case hexadecimal. */
final class Hashes {

    private Hashes() {}

    static Map<String, Builtin> functions() {
        return Map.of(
                "crypto.md5", digest(Hash.MD5),
                "crypto.sha1", digest(Hash.SHA1),
                "crypto.sha256", digest(Hash.SHA256),
                "crypto.hmac.md5", hmac(Hash.MD5),
                "crypto.hmac.sha1", hmac(Hash.SHA1),
                "crypto.hmac.sha256", hmac(Hash.SHA256),
                "crypto.hmac.sha512", hmac(Hash.SHA512),
                "crypto.hmac.equal",
                        (Binary) (context, x, y) -> RegoBoolean.of(MessageDigest.isEqual(bytes(x, 1), bytes(y, 2))));
    }

    private static byte[] bytes(RegoValue operand, int position) {
        return GoBytes.encode(Operands.string(operand, position));
    }

    private static Unary digest(Hash hash) {
        return (context, x) -> RegoString.of(HexFormat.of().formatHex(hash.of(bytes(x, 1))));
    }

    private static Binary hmac(Hash hash) {
        return (context, message, key) ->
                RegoString.of(HexFormat.of().formatHex(hash.mac(bytes(key, 2), bytes(message, 1))));
    }
}
