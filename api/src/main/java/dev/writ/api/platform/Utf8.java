package dev.writ.api.platform;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Strict UTF-8: what is not well-formed is refused, never replaced. */
final class Utf8 {
    private Utf8() {}

    /** The text, or a 400 problem in which {@code what} names the bytes. */
    static String decode(byte[] bytes, String what) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Problem.badRequest("json.encoding", what + " is not UTF-8", "send the JSON in UTF-8")
                    .raise();
        }
    }
}
