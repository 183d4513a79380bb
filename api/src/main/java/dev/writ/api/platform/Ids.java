package dev.writ.api.platform;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Makes ids. */
@Component
public class Ids {
    private static final int LEDGER_ID_BYTES = 16;

    private final Clock clock;
    private final SecureRandom random;

    public Ids(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /** An id that sorts by the time it was made at: a version 7 UUID (RFC 9562). */
    public UUID ordered() {
        long high = clock.millis() << 16 | 0x7000L | random.nextInt(1 << 12);
        long low = 0x8000_0000_0000_0000L | random.nextLong() >>> 2;
        return new UUID(high, low);
    }

    /** A name that says nothing: 16 random bytes in hexadecimal. */
    public String ledgerId() {
        byte[] bytes = new byte[LEDGER_ID_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
