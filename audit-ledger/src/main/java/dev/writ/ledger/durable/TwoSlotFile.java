package dev.writ.ledger.durable;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.TreeHash;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A small value that is replaced often: one file of fixed size with two slots, of which the older one is overwritten in place.
 * That costs one sync of data, where a new file costs one of the file and one of its folder. A write that a crash cuts off spoils
 * only the slot that it wrote to; the other one then still holds the value of before.
 *
 * <p>A slot is text: {@code writ/slot/v1 <generation> <length> <SHA-256 of generation, space and content>}, a line feed, the
 * content, and line feeds up to the size of the slot. The valid slot of the higher generation counts. Used by one thread.
 */
public final class TwoSlotFile {
    /** Size of the file in bytes. */
    public static final int SIZE = 2 * 4096;

    /** Most bytes that a value may have. */
    public static final int MAX_VALUE = 2048;

    private static final int SLOT = SIZE / 2;
    private static final Pattern HEADER =
            Pattern.compile("writ/slot/v1 (0|[1-9][0-9]{0,17}) (0|[1-9][0-9]{0,3}) ([0-9a-f]{64})\n");

    private final Path file;
    private boolean inDoubt;

    /** The file at a place; it need not be there, or may be something else until the first write. */
    public TwoSlotFile(Path file) {
        this.file = file;
    }

    /** What a slot holds. */
    private record Slot(int number, long generation, Bytes value) {}

    /** Whether there is a file of two slots, as far as its size tells. */
    public boolean isThere() throws IOException {
        return Files.isRegularFile(file) && Files.size(file) == SIZE;
    }

    /**
     * The newest value; empty if neither slot is valid.
     *
     * @throws IOException if the file cannot be read
     */
    public Optional<Bytes> read() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return newest(channel).map(Slot::value);
        }
    }

    /**
     * How many slots hold something that was not written there. A slot that was never written to is blank, not spoiled.
     *
     * @throws IOException if the file cannot be read
     */
    public int spoiled() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            byte[] both = both(channel);
            return (int) Stream.of(0, 1)
                    .filter(number ->
                            !isBlank(number, both) && slot(number, both).isEmpty())
                    .count();
        }
    }

    private static boolean isBlank(int number, byte[] both) {
        for (int i = number * SLOT; i < (number + 1) * SLOT; i++) {
            if (both[i] != '\n') {
                return false;
            }
        }
        return true;
    }

    /**
     * Replaces the value. Durable when the call returns. A file that is not there, or is not one of two slots, is made anew.
     *
     * @throws IllegalArgumentException if the value is too large
     * @throws IOException if it cannot be written; the value of before is still there then. The next write makes a new file:
     *     after a failed sync nobody knows what the disk holds of this one, and its older slot may be the only good one
     */
    public void write(Bytes value) throws IOException {
        if (value.size() > MAX_VALUE) {
            throw new IllegalArgumentException(
                    "a value of " + value.size() + " bytes does not fit into a slot of " + MAX_VALUE);
        }
        boolean anew = inDoubt || !isThere();
        inDoubt = true;
        if (anew) {
            DurableFile.replace(file, fresh(value));
        } else {
            overwrite(value);
        }
        inDoubt = false;
    }

    private static Bytes fresh(Bytes value) {
        byte[] both = new byte[SIZE];
        Arrays.fill(both, (byte) '\n');
        byte[] first = slot(1, value);
        System.arraycopy(first, 0, both, 0, SLOT);
        return Bytes.of(both);
    }

    private void overwrite(Bytes value) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            Optional<Slot> newest = newest(channel);
            int number = newest.map(slot -> 1 - slot.number()).orElse(0);
            long generation = newest.map(slot -> slot.generation() + 1).orElse(1L);
            ByteBuffer slot = ByteBuffer.wrap(slot(generation, value));
            while (slot.hasRemaining()) {
                channel.write(slot, (long) number * SLOT + slot.position());
            }
            channel.force(false);
        }
    }

    private static byte[] slot(long generation, Bytes value) {
        byte[] slot = new byte[SLOT];
        Arrays.fill(slot, (byte) '\n');
        byte[] header = ("writ/slot/v1 " + generation + " " + value.size() + " " + checksum(generation, value) + "\n")
                .getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(header, 0, slot, 0, header.length);
        System.arraycopy(value.toArray(), 0, slot, header.length, value.size());
        return slot;
    }

    private static String checksum(long generation, Bytes value) {
        var digest = TreeHash.digest();
        Bytes.utf8(generation + " ").feed(digest);
        value.feed(digest);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static Optional<Slot> newest(FileChannel channel) throws IOException {
        byte[] both = both(channel);
        return Stream.of(0, 1)
                .flatMap(number -> slot(number, both).stream())
                .max(Comparator.comparingLong(Slot::generation));
    }

    private static byte[] both(FileChannel channel) throws IOException {
        ByteBuffer both = ByteBuffer.allocate(SIZE);
        while (both.hasRemaining()) {
            if (channel.read(both, both.position()) < 0) {
                throw new EOFException("the file ends after " + both.position() + " of " + SIZE + " bytes");
            }
        }
        return both.array();
    }

    private static Optional<Slot> slot(int number, byte[] both) {
        String text = new String(both, number * SLOT, SLOT, StandardCharsets.ISO_8859_1);
        Matcher header = HEADER.matcher(text);
        if (!header.lookingAt() || header.end() + Integer.parseInt(header.group(2)) > SLOT) {
            return Optional.empty();
        }
        int from = number * SLOT + header.end();
        Bytes value = Bytes.of(both, from, from + Integer.parseInt(header.group(2)));
        Slot slot = new Slot(number, Long.parseLong(header.group(1)), value);
        return checksum(slot.generation(), value).equals(header.group(3)) ? Optional.of(slot) : Optional.empty();
    }
}
