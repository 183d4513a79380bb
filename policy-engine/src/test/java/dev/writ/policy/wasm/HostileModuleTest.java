package dev.writ.policy.wasm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.policy.Evaluation;
import dev.writ.policy.EvaluationOptions;
import dev.writ.policy.PolicyException;
import dev.writ.policy.RealOpa;
import dev.writ.policy.bundle.BundleFile;
import dev.writ.policy.bundle.BundleLoader;
import dev.writ.policy.runtime.EvaluationLimits;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modules that nobody's compiler made: each is refused or fails, in bounded time and without the names of classes. */
final class HostileModuleTest {

    private static final int MUTANTS = 80;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aModuleThatNeverEndsItsStartIsRefused() {
        // (module (func $f (loop (br 0))) (start $f))
        byte[] module = HexFormat.of().parseHex("0061736d01000000010401600000030201000801000a0901070003400c000b0b");

        assertThatThrownBy(() -> WasmPolicyEngine.create(
                        "loop.wasm", module, RegoObject.EMPTY, WasmOptions.standard(), Duration.ofMillis(200)))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("200 ms");
    }

    @Test
    void bytesThatAreNoModuleAreRefused() {
        for (String hex : List.of("", "00", "0061736d", "0061736d02000000", "0061736d01000000", "ff".repeat(100))) {
            assertThatThrownBy(() -> WasmPolicyEngine.create(
                            "x.wasm", HexFormat.of().parseHex(hex), RegoObject.EMPTY, WasmOptions.standard()))
                    .as(hex)
                    .isInstanceOf(PolicyException.class)
                    .hasMessageContaining("`x.wasm`");
        }
    }

    @Test
    void mutantsOfAModuleAreRefusedOrEvaluated() throws IOException {
        RealOpa.needed();
        String source = "package t\n\np := {x | some x in input; x != \"b\"}\n";
        Path bundle = RealOpa.build(folder, "wasm", List.of("t/p"), source, "{}");
        byte[] module = BundleLoader.standard().files(bundle).stream()
                .filter(file -> file.path().endsWith(".wasm"))
                .map(BundleFile::content)
                .findFirst()
                .orElseThrow();
        for (long seed = 0; seed < MUTANTS; seed++) {
            run(mutant(module, new SplittableRandom(seed)), seed);
        }
    }

    private static byte[] mutant(byte[] module, SplittableRandom random) {
        byte[] mutant = Arrays.copyOf(module, random.nextInt(10) == 0 ? random.nextInt(module.length) : module.length);
        int reach = random.nextBoolean() ? Math.min(2_000, mutant.length) : mutant.length;
        for (int i = random.nextInt(4); i >= 0 && reach > 0; i--) {
            mutant[random.nextInt(reach)] ^= (byte) (1 << random.nextInt(8));
        }
        return mutant;
    }

    private static void run(byte[] module, long seed) {
        EvaluationOptions options = EvaluationOptions.standard()
                .withLimits(EvaluationLimits.standard().withTimeout(Duration.ofSeconds(1)));
        RegoObject input = RegoObject.builder()
                .put("x", RegoString.of("a"))
                .put("y", RegoString.of("b"))
                .build();
        try (WasmPolicyEngine engine = WasmPolicyEngine.create(
                "m.wasm", module, RegoObject.EMPTY, WasmOptions.standard(), Duration.ofSeconds(5))) {
            if (engine.entrypoints().contains("t/p")
                    && engine.prepare("t/p").evaluate(input, options) instanceof Evaluation.Failed failed) {
                String message = failed.diagnostics().getFirst().message();
                assertThat(message).as("seed %d", seed).doesNotContain("java.", "dylibso", "its log says how");
            }
        } catch (PolicyException e) {
            assertThat(e.getMessage())
                    .as("seed %d", seed)
                    .hasSizeLessThan(600)
                    .doesNotContain("java.", "dylibso", "because \"");
        }
    }
}
