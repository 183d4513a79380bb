package dev.writ.ledger;

import dev.writ.ledger.merkle.Bytes;
import java.util.Random;

/** Damages bytes at one place, for tests that parsers refuse what they do not know. */
public final class Mutations {
    private Mutations() {}

    /**
     * The bytes with one bit, or one byte, changed, cut short, or with one byte twice.
     *
     * @param likely characters of the format, one of which stands in the place of another byte
     */
    public static Bytes mutate(Random random, Bytes good, String likely) {
        byte[] bytes = good.toArray();
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(5)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) likely.charAt(random.nextInt(likely.length()));
            case 2 -> bytes[at] = bytes[random.nextInt(bytes.length)];
            case 3 -> {
                return Bytes.of(bytes, 0, at);
            }
            default -> {
                byte[] twice = new byte[bytes.length + 1];
                System.arraycopy(bytes, 0, twice, 0, at + 1);
                System.arraycopy(bytes, at, twice, at + 1, bytes.length - at);
                return Bytes.of(twice);
            }
        }
        return Bytes.of(bytes);
    }
}
