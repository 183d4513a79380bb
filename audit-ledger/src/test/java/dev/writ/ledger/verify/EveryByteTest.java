package dev.writ.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.note.TestKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** No byte of a log can change, and no file can be cut or lengthened, without the verifier naming a place. */
class EveryByteTest {
    private static final long SEED = Long.getLong("writ.seed", System.nanoTime());

    /** Every which length is tried; 1 in {@code .ci/run}. */
    private static final int STEP = Integer.getInteger("writ.step", 5);

    private static final int SMALL = 3;
    private static final int DEEP = 260;

    private final Random random = new Random(SEED);

    @Test
    void everyFlippedByteOfASmallLogIsFound() {
        ExportedLog log = ExportedLog.good(SMALL);
        log.files.forEach((name, content) -> {
            IntStream.range(0, content.size()).parallel().forEach(at -> flip(log, name, at));
        });
    }

    @Test
    void flippedBytesOfALogWithTwoLevelsAreFound() {
        ExportedLog log = ExportedLog.good(DEEP);
        log.files.forEach((name, content) -> {
            int samples = name.startsWith("tile") ? 40 : 5;
            for (int i = 0; i < samples; i++) {
                flip(log, name, random.nextInt(content.size()));
            }
        });
    }

    private void flip(ExportedLog log, String name, int at) {
        byte[] bytes = log.file(name).toArray();
        bytes[at] ^= (byte) (1 << Math.floorMod(at + SEED, 8));
        assertFound(log, name, Bytes.of(bytes), "byte " + at + " of " + name + " flipped");
    }

    @Test
    void everyCutAndEveryAppendedByteIsFound() {
        ExportedLog log = ExportedLog.good(SMALL);
        log.files.forEach((name, content) -> {
            byte[] bytes = content.toArray();
            IntStream.range(0, bytes.length)
                    .filter(length -> length % STEP == 0)
                    .parallel()
                    .forEach(length -> assertFound(log, name, Bytes.of(bytes, 0, length), name + " cut to " + length));
            for (byte extra : new byte[] {0, '\n', ' ', (byte) 0xff}) {
                byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
                longer[bytes.length] = extra;
                assertFound(log, name, Bytes.of(longer), name + " lengthened by " + extra);
            }
        });
    }

    @Test
    void everyPairOfFilesSwappedIsFound() {
        ExportedLog log = ExportedLog.good(DEEP);
        List<String> names = List.copyOf(log.files.keySet());
        for (String one : names) {
            for (String two : names) {
                if (!one.equals(two)) {
                    ExportedLog swapped = log.with(one, log.file(two)).with(two, log.file(one));
                    assertThat(swapped.verify().good())
                            .as("%s and %s swapped", one, two)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void everyPairOfEntriesSwappedIsFound() {
        List<Bytes> leaves = ExportedLog.entries(8).stream().map(Entry::bytes).toList();
        for (int one = 0; one < leaves.size(); one++) {
            for (int two = one + 1; two < leaves.size(); two++) {
                List<Bytes> swapped = new ArrayList<>(leaves);
                Collections.swap(swapped, one, two);
                Bytes bundle = ExportedLog.of(swapped).file("tile/entries/000.p/8");
                assertThat(ExportedLog.of(leaves)
                                .with("tile/entries/000.p/8", bundle)
                                .verify()
                                .finding()
                                .orElseThrow()
                                .place())
                        .isEqualTo("entry `" + one + "`");
                assertThat(ExportedLog.of(swapped)
                                .verify()
                                .finding()
                                .orElseThrow()
                                .place())
                        .as("signed by the log itself")
                        .isEqualTo("entry `" + one + "`");
            }
        }
    }

    @Test
    void everyRollbackIsFound() {
        VerificationRequest request = new VerificationRequest(
                TestKeys.trusted(), List.of(ExportedLog.good(20).file("checkpoint")), List.of());
        assertThat(ExportedLog.good(20).verify(request).finding()).isEmpty();
        for (int size = 1; size < 20; size++) {
            assertThat(ExportedLog.good(size)
                            .verify(request)
                            .finding()
                            .orElseThrow()
                            .message())
                    .as("rolled back to %s", size)
                    .contains("the log was rolled back");
        }
    }

    private static void assertFound(ExportedLog log, String name, Bytes content, String what) {
        VerificationReport report = log.with(name, content).verify();
        assertThat(report.good()).as("seed %s: %s", SEED, what).isFalse();
        assertThat(report.finding().orElseThrow().place()).as(what).isNotBlank();
    }
}
