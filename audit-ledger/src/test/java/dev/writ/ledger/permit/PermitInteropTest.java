package dev.writ.ledger.permit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.ledger.note.TestKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Leaves a permit, its artifacts, keys and lists of revoked permits in {@code target/interop-permits}, where {@code
 * src/interop/permits.sh} has them verified by programs that stand on other people's DSSE libraries.
 */
class PermitInteropTest {
    private static final Path TARGET = Path.of("target", "interop-permits");

    @Test
    void aPermitForOthersToCheck() throws Exception {
        Files.createDirectories(TARGET);
        TestPermits log = new TestPermits();
        Files.write(TARGET.resolve("permit.json"), log.file().bytes().toArray());
        Files.write(
                TARGET.resolve("revoked.json"),
                log.revocations(TestPermits.ISSUED, log.permit()).bytes().toArray());
        Files.write(
                TARGET.resolve("not-revoked.json"),
                log.revocations(TestPermits.ISSUED).bytes().toArray());
        Files.writeString(TARGET.resolve("log.keys"), TestKeys.trusted().lines());
        Files.writeString(
                TARGET.resolve("permit-key"),
                Base64.getEncoder()
                                .encodeToString(
                                        TestPermits.KEY.publicKey().publicKey().toArray())
                        + "\n");
        for (Map.Entry<String, String> artifact : TestPermits.ARTIFACTS.entrySet()) {
            Files.writeString(TARGET.resolve(artifact.getKey()), artifact.getValue());
        }
        assertThat(TARGET.resolve("permit.json")).isRegularFile();
    }
}
