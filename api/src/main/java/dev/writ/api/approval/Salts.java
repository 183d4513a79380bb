package dev.writ.api.approval;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/** Salts of bindings: 32 random bytes in hexadecimal. */
@Component
class Salts {
    private static final int BYTES = 32;

    private final SecureRandom random;

    Salts(SecureRandom random) {
        this.random = random;
    }

    String fresh() {
        byte[] salt = new byte[BYTES];
        random.nextBytes(salt);
        return HexFormat.of().formatHex(salt);
    }
}
