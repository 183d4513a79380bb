package dev.writ.policy.builtin.std;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.BuiltinLimits;
import dev.writ.policy.builtin.FakeContext;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Tokens, keys and certificates that want to cost too much, and bytes that are none of them. */
final class HostileCryptoTest {

    private static final RegoArray REFUSED = RegoArray.of(RegoBoolean.FALSE, RegoArray.EMPTY);
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();
    private static final List<CallTable.Call> CHAINS = CallTable.read("chains.txt");

    private static RegoValue call(FakeContext context, String name, RegoValue... operands) {
        return StandardBuiltins.registry().implementation(name).orElseThrow().call(context, List.of(operands));
    }

    private static RegoValue soon(Callable<RegoValue> call) {
        return Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), call::call);
    }

    private static String encoded(String text) {
        return URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static RegoString token(String header, String payload) {
        return RegoString.of(encoded(header) + "." + encoded(payload) + ".");
    }

    /** The certificates of a call of the table, in PEM. */
    private static String certificates() {
        return CHAINS.stream()
                .filter(call -> call.outcome().startsWith("[true"))
                .map(call -> ((RegoString) call.operands().getFirst()).value())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void deepJsonInATokenEndsInAnError() {
        String deep = "[".repeat(200_000);
        for (RegoString token : List.of(token("{\"a\":" + deep, "{}"), token("{}", "{\"a\":" + deep))) {
            assertThatThrownBy(() -> call(new FakeContext(), "io.jwt.decode", token))
                    .isInstanceOf(BuiltinFailure.class)
                    .hasMessageContaining("nested deeper");
        }
        RegoString keys = RegoString.of("{\"keys\":" + deep);
        assertThatThrownBy(() -> call(new FakeContext(), "io.jwt.verify_rs256", token("{}", "{}"), keys))
                .isInstanceOf(BuiltinFailure.class)
                .hasMessageContaining("nested deeper");
    }

    @Test
    void nestedTokensAreUnpackedOneByOneUntilTheDeadline() {
        RegoString nested = token("{}", "{\"core\": true}");
        for (int i = 0; i < 25; i++) {
            nested = token("{\"cty\":\"JWT\"}", nested.value());
        }
        RegoString token = nested;

        RegoArray decoded = (RegoArray) soon(() -> call(new FakeContext(), "io.jwt.decode", token));
        assertThat(((RegoObject) decoded.get(1)).get("core")).isEqualTo(RegoBoolean.TRUE);
        assertThatThrownBy(() -> call(new FakeContext(BuiltinLimits.DEFAULT, 10), "io.jwt.decode", token))
                .isInstanceOf(FakeContext.Halted.class);
    }

    @Test
    void aHugeTextWithoutABlockIsReadOnce() {
        String ends = "\n-----END X-----".repeat(400_000);
        String begins = "-----BEGIN X-----\n".repeat(400_000);
        String headers = "-----BEGIN X-----\n" + "a: b\n".repeat(1_000_000) + "\n-----END X-----\n";

        for (String text : List.of(ends, begins, begins + ends, headers, "-".repeat(10_000_000))) {
            assertThat(soon(() -> call(new FakeContext(), "crypto.parse_private_keys", RegoString.of(text))))
                    .isEqualTo(RegoArray.EMPTY);
        }
    }

    @Test
    void thousandsOfCertificatesAreParsedAndEndAtTheDeadline() {
        RegoString many = RegoString.of(certificates().repeat(1_000));

        RegoArray all = (RegoArray) soon(() -> call(new FakeContext(), "crypto.x509.parse_certificates", many));
        assertThat(all.size()).isGreaterThan(1_000);
        assertThatThrownBy(
                        () -> call(new FakeContext(BuiltinLimits.DEFAULT, 100), "crypto.x509.parse_certificates", many))
                .isInstanceOf(FakeContext.Halted.class)
                .hasMessage("deadline");
    }

    @Test
    void aChainOfThousandsIsSearchedWithFewSignatures() {
        String chain = certificates();
        int second = chain.indexOf("-----BEGIN", 1);
        RegoString many = RegoString.of(chain.substring(0, second).repeat(3_000) + chain.substring(second));
        FakeContext context = new FakeContext();

        assertThat(soon(() -> call(context, "crypto.x509.parse_and_verify_certificates", many)))
                .isNotEqualTo(REFUSED);
    }

    @Test
    void aKeyOfAMillionBitsVerifiesNothing() {
        String modulus =
                URL.encodeToString(BigInteger.ONE.shiftLeft(1_000_000).setBit(0).toByteArray());
        RegoString key = RegoString.of("{\"kty\": \"RSA\", \"e\": \"f____w\", \"n\": \"" + modulus + "\"}");
        RegoString token =
                RegoString.of(encoded("{\"alg\":\"RS256\"}") + ".e30." + URL.encodeToString(new byte[125_001]));

        assertThat(soon(() -> call(new FakeContext(), "io.jwt.verify_rs256", token, key)))
                .isEqualTo(RegoBoolean.FALSE);
        assertThat(soon(() -> call(new FakeContext(), "io.jwt.verify_ps512", token, key)))
                .isEqualTo(RegoBoolean.FALSE);
    }

    @Test
    void aSetOfTooManyKeysIsRefused() {
        String key = "{\"kty\":\"oct\",\"k\":\"AA\"},";
        RegoString keys = RegoString.of("{\"keys\":[" + key.repeat(1_001).replaceAll(",$", "") + "]}");

        assertThatThrownBy(() -> call(new FakeContext(), "io.jwt.verify_rs256", token("{}", "{}"), keys))
                .isInstanceOf(BuiltinFailure.class)
                .hasMessageContaining("too many keys in \"keys\" array: max 1000");
    }

    /** Whatever the bytes, a call has a value or fails as a built-in does. */
    @Test
    void brokenBytesAreAFailureAndNothingElse() {
        long seed = Long.getLong("writ.seed", System.nanoTime());
        Random random = new Random(seed);
        List<CallTable.Call> calls = new ArrayList<>(CallTable.read("certificates.txt"));
        calls.addAll(CallTable.read("keys.txt"));
        calls.addAll(CallTable.read("tokens.txt"));
        calls.addAll(CHAINS);
        int failures = 0;
        for (int i = 0; i < 5_000; i++) {
            CallTable.Call call = calls.get(random.nextInt(calls.size()));
            RegoValue[] operands = call.operands().stream()
                    .map(operand -> operand instanceof RegoString text ? broken(text.value(), random) : operand)
                    .toArray(RegoValue[]::new);
            try {
                assertThat(call(new FakeContext(), call.name(), operands)).isNotNull();
            } catch (BuiltinFailure e) {
                failures++;
                assertThat(e.reason()).as("seed " + seed + ": " + call.name()).isNotBlank();
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + seed + ": " + call.name() + RegoArray.of(operands), e);
            }
        }
        assertThat(failures).as("seed " + seed).isPositive();
    }

    private static RegoString broken(String text, Random random) {
        if (text.isEmpty()) {
            return RegoString.of(text);
        }
        StringBuilder out = new StringBuilder(text);
        for (int i = random.nextInt(4); i >= 0 && !out.isEmpty(); i--) {
            int at = random.nextInt(out.length());
            switch (random.nextInt(4)) {
                case 0 -> out.deleteCharAt(at);
                case 1 -> out.insert(at, (char) random.nextInt(0x100));
                case 2 -> out.setLength(Math.max(at, 1));
                default -> out.setCharAt(at, "AQgwMBD/+-_=\n.".charAt(random.nextInt(14)));
            }
        }
        return RegoString.of(out.toString());
    }
}
