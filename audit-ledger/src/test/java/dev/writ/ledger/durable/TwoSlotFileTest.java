package dev.writ.ledger.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.ledger.merkle.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A value in two slots, and what is left of it when a write was cut off. */
class TwoSlotFileTest {
    private static final int SLOT = TwoSlotFile.SIZE / 2;

    @TempDir
    private Path temp = Path.of("");

    private TwoSlotFile slots() {
        return new TwoSlotFile(temp.resolve("value"));
    }

    private byte[] content() throws IOException {
        return Files.readAllBytes(temp.resolve("value"));
    }

    private static Bytes value(int number) {
        return Bytes.utf8("value " + number + "\n");
    }

    @Test
    void theValueWrittenLastIsRead() throws IOException {
        for (int number = 0; number < 25; number++) {
            slots().write(value(number));
            assertThat(slots().read()).contains(value(number));
            assertThat(temp.resolve("value")).hasSize(TwoSlotFile.SIZE);
        }
        try (var files = Files.list(temp)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aValueThatIsTooLargeIsRefused() throws IOException {
        slots().write(Bytes.of(new byte[TwoSlotFile.MAX_VALUE]));
        assertThat(slots().read()).contains(Bytes.of(new byte[TwoSlotFile.MAX_VALUE]));
        assertThatThrownBy(() -> slots().write(Bytes.of(new byte[TwoSlotFile.MAX_VALUE + 1])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not fit");
        assertThat(slots().read()).contains(Bytes.of(new byte[TwoSlotFile.MAX_VALUE]));
    }

    /** Whatever prefix of the slot reached the disk, the value of before or the new one is read, and the next write works. */
    @Test
    void aWriteThatWasCutOffLeavesTheValueOfBefore() throws IOException {
        for (int written = 0; written <= 200; written++) {
            Files.deleteIfExists(temp.resolve("value"));
            for (int number = 0; number <= written % 3; number++) {
                slots().write(value(number));
            }
            byte[] before = content();
            slots().write(value(10));
            byte[] after = content();
            int from = Arrays.mismatch(before, after) < SLOT ? 0 : SLOT;
            byte[] torn = before.clone();
            System.arraycopy(after, from, torn, from, written);
            Files.write(temp.resolve("value"), torn);
            Bytes whole = Arrays.equals(torn, after) ? value(10) : value(written % 3);
            assertThat(slots().read()).as("after %s bytes", written).contains(whole);
            slots().write(value(11));
            slots().write(value(12));
            assertThat(slots().read()).contains(value(12));
        }
    }

    @Test
    void oneFlippedByteCostsNoMoreThanTheSlotThatItIsIn() throws IOException {
        slots().write(value(1));
        slots().write(value(2));
        byte[] good = content();
        int end = SLOT
                + new String(good, SLOT, SLOT, StandardCharsets.US_ASCII)
                        .stripTrailing()
                        .length()
                + 1;
        for (int at = SLOT; at < end; at++) {
            byte[] bad = good.clone();
            bad[at] ^= 1;
            Files.write(temp.resolve("value"), bad);
            assertThat(slots().read()).as("byte %s", at).contains(value(1));
        }
    }

    @Test
    void noValueIsMadeUpWhenBothSlotsAreDamaged() throws IOException {
        Files.write(temp.resolve("value"), new byte[TwoSlotFile.SIZE]);
        assertThat(slots().isThere()).isTrue();
        assertThat(slots().read()).isEmpty();
        slots().write(value(3));
        assertThat(slots().read()).contains(value(3));
    }

    @Test
    void afterAWriteThatFailedAWholeFileIsWritten() throws IOException {
        TwoSlotFile slots = slots();
        slots.write(value(1));
        slots.write(value(2));
        Path file = temp.resolve("value");
        byte[] before = content();
        Files.delete(file);
        Files.createDirectory(file);
        assertThatThrownBy(() -> slots.write(value(3))).isInstanceOf(IOException.class);
        Files.delete(file);
        Files.write(file, before);
        slots.write(value(4));
        assertThat(slots.read()).contains(value(4));
        assertThat(new String(content(), StandardCharsets.US_ASCII)).startsWith("writ/slot/v1 1 ");
    }
}
