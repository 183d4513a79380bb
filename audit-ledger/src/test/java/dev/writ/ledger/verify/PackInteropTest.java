package dev.writ.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.note.TestKeys;
import dev.writ.ledger.note.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Leaves packs, most of them damaged, in {@code target/interop-packs}, with what this verifier says of each, where {@code
 * src/interop/packs.sh} asks the verifier in Go. {@code -Dwrit.packs=N} says how many, {@code -Dwrit.seed=S} which.
 */
class PackInteropTest {
    private static final long SEED = Long.getLong("writ.seed", System.nanoTime());
    private static final int PACKS = Integer.getInteger("writ.packs", 200);
    private static final Path TARGET = Path.of("target", "interop-packs");

    @Test
    void packsForOthersToJudge() throws IOException {
        clean();
        String keys =
                TestKeys.trusted().keys().stream().map(VerifierKey::text).collect(Collectors.joining("\n", "", "\n"));
        Files.writeString(TARGET.resolve("keys"), keys);
        Files.writeString(TARGET.resolve("seed"), SEED + "\n");
        MutatedPacks packs = new MutatedPacks(SEED);
        StringBuilder verdicts = new StringBuilder();
        int number = 0;
        for (Bytes pack : packs.unharmed()) {
            assertThat(judge(pack).finding()).isEmpty();
            verdicts.append(write(number++, pack));
        }
        while (number < PACKS) {
            verdicts.append(write(number++, packs.next()));
        }
        Files.writeString(TARGET.resolve("verdicts"), verdicts);
        assertThat(verdicts.toString()).as("seed %s", SEED).contains(": good\n").contains(": not good");
    }

    private static PackReport judge(Bytes pack) {
        return PackVerifier.verify(pack, VerificationRequest.of(TestKeys.trusted()));
    }

    private static String write(int number, Bytes pack) throws IOException {
        String name = "%06d.pack.json".formatted(number);
        Files.write(TARGET.resolve(name), pack.toArray());
        String finding =
                judge(pack).finding().map(found -> ": not good: " + found).orElse(": good");
        return name + finding.replace('\n', ' ') + "\n";
    }

    private static void clean() throws IOException {
        Files.createDirectories(TARGET);
        List<Path> old;
        try (Stream<Path> files = Files.list(TARGET)) {
            old = files.toList();
        }
        for (Path file : old) {
            Files.delete(file);
        }
    }
}
