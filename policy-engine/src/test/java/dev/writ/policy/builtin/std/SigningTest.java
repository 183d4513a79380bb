package dev.writ.policy.builtin.std;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.BuiltinEnvironment;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.BuiltinLimits;
import dev.writ.policy.builtin.FakeContext;
import dev.writ.policy.builtin.Literals;
import dev.writ.policy.builtin.PatternCache;
import dev.writ.policy.builtin.golang.GoBytes;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.bouncycastle.util.BigIntegers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures that are not the same in every implementation: what we sign we verify, and nothing else. */
final class SigningTest {

    /** The example key of RFC 7515, A.3. */
    private static final String EC_KEY = "{\"kty\": \"EC\", \"crv\": \"P-256\","
            + " \"x\": \"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
            + " \"y\": \"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\","
            + " \"d\": \"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI\"}";

    /** The example key of RFC 8037, A.1, with the last letter of the public key changed. */
    private static final String WRONG_PAIR = "{\"kty\": \"OKP\", \"crv\": \"Ed25519\","
            + " \"x\": \"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURA\","
            + " \"d\": \"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A\"}";

    private static final RegoValue CLAIMS = Literals.value("{\"sub\": \"a\", \"n\": 1}");
    private static final String RSA_KEY = rsaKey();

    /** An evaluation that remembers what was recorded. */
    private static final class Recording {

        private final FakeContext context = new FakeContext();
        private final List<String> recorded = new ArrayList<>();

        RegoValue call(String name, RegoValue... operands) {
            return StandardBuiltins.registry()
                    .implementation(name)
                    .orElseThrow()
                    .call(new Spy(context, recorded), List.of(operands));
        }
    }

    private static String rsaKey() {
        KeyPair pair;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            pair = generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) pair.getPrivate();
        return "{\"kty\": \"RSA\"" + member("n", key.getModulus()) + member("e", key.getPublicExponent())
                + member("d", key.getPrivateExponent()) + member("p", key.getPrimeP()) + member("q", key.getPrimeQ())
                + member("dp", key.getPrimeExponentP()) + member("dq", key.getPrimeExponentQ())
                + member("qi", key.getCrtCoefficient()) + "}";
    }

    private static String member(String name, BigInteger value) {
        byte[] bytes = BigIntegers.asUnsignedByteArray(value);
        return ", \"" + name + "\": \""
                + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "\"";
    }

    private static RegoValue header(String algorithm) {
        return RegoObject.builder().put("alg", RegoString.of(algorithm)).build();
    }

    private static String publicHalf(String key) {
        RegoObject.Builder shown = RegoObject.builder();
        ((RegoObject) Literals.value(key)).forEach((name, value) -> {
            if (List.of("kty", "crv", "x", "y", "n", "e").contains(((RegoString) name).value())) {
                shown.put(name, value);
            }
        });
        return shown.build().toString();
    }

    private static String keyFor(String algorithm) {
        return algorithm.startsWith("ES") ? EC_KEY : RSA_KEY;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "RS256", "RS384", "RS512"})
    void whatIsSignedIsVerifiedByThePublicHalfAlone(String algorithm) {
        Recording evaluation = new Recording();
        RegoValue token =
                evaluation.call("io.jwt.encode_sign", header(algorithm), CLAIMS, Literals.value(keyFor(algorithm)));
        String verify = "io.jwt.verify_" + algorithm.toLowerCase(Locale.ROOT);
        RegoString shown = RegoString.of(publicHalf(keyFor(algorithm)));

        assertThat(evaluation.call(verify, token, shown)).isEqualTo(RegoBoolean.TRUE);
        assertThat(evaluation.call(verify, changed(token), shown)).isEqualTo(RegoBoolean.FALSE);
    }

    /** The token with one bit of its signature turned. */
    private static RegoValue changed(RegoValue token) {
        String text = ((RegoString) token).value();
        int dot = text.lastIndexOf('.');
        byte[] signature = Base64.getUrlDecoder().decode(text.substring(dot + 1));
        signature[signature.length / 2] ^= 4;
        return RegoString.of(text.substring(0, dot + 1)
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature));
    }

    @Test
    void aRecordHoldsTheSaltOfPssAndNeverAKey() {
        Recording evaluation = new Recording();
        for (String algorithm : List.of("HS256", "RS256", "ES256", "PS256")) {
            RegoValue key = algorithm.equals("HS256")
                    ? Literals.value("{\"kty\": \"oct\", \"k\": \"c2VjcmV0LXNlY3JldA\"}")
                    : Literals.value(keyFor(algorithm));
            evaluation.call("io.jwt.encode_sign", header(algorithm), CLAIMS, key);
        }

        assertThat(evaluation.recorded).hasSize(1);
        assertThat(evaluation.recorded.getFirst())
                .startsWith("io.jwt.encode_sign")
                .doesNotContain("\"d\"")
                .doesNotContain(RSA_KEY.substring(RSA_KEY.indexOf("\"d\": ") + 6, RSA_KEY.indexOf(", \"p\"")));
    }

    @Test
    void pssSignsTheSameWithTheSameRecordAndDifferentlyWithAnother() {
        RegoValue key = Literals.value(RSA_KEY);
        Recording evaluation = new Recording();
        RegoValue first = evaluation.call("io.jwt.encode_sign", header("PS256"), CLAIMS, key);
        RegoValue again = evaluation.call("io.jwt.encode_sign", header("PS256"), CLAIMS, key);
        evaluation.context.environment().randomBits();
        RegoValue other =
                evaluation.call("io.jwt.encode_sign", header("PS256"), Literals.value("{\"sub\": \"b\"}"), key);

        assertThat(again).isEqualTo(first);
        assertThat(((RegoString) other).value()).isNotEqualTo(((RegoString) first).value());
    }

    @Test
    void ecdsaIsDeterministic() {
        RegoValue first = new Recording().call("io.jwt.encode_sign", header("ES256"), CLAIMS, Literals.value(EC_KEY));
        RegoValue second = new Recording().call("io.jwt.encode_sign", header("ES256"), CLAIMS, Literals.value(EC_KEY));

        assertThat(second).isEqualTo(first);
    }

    @Test
    void aPublicKeyThatIsNotTheSeedsOwnSignsNothing() {
        assertThatThrownBy(() ->
                        new Recording().call("io.jwt.encode_sign", header("EdDSA"), CLAIMS, Literals.value(WRONG_PAIR)))
                .isInstanceOf(BuiltinFailure.class)
                .hasMessageContaining("ed25519: invalid x value given d value");
    }

    /** OPA takes the bytes of an Ed25519 key as a secret here; everybody knows one half of them. */
    @Test
    void aKeyForSignaturesIsNoSecretForCodes() {
        String key = WRONG_PAIR.replace(", \"d\": \"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A\"", "");

        assertThatThrownBy(
                        () -> new Recording().call("io.jwt.encode_sign", header("HS256"), CLAIMS, Literals.value(key)))
                .isInstanceOf(BuiltinFailure.class)
                .hasMessageContaining("[]byte is required");
    }

    @Test
    void bytesThatAreNoTextAreASecret() {
        RegoString secret = RegoString.of(GoBytes.decode(new byte[] {(byte) 0xFF, 0, (byte) 0x80}));
        RegoValue token = new Recording()
                .call(
                        "io.jwt.encode_sign",
                        header("HS256"),
                        CLAIMS,
                        Literals.value("{\"kty\": \"oct\", \"k\": \"_wCA\"}"));

        assertThat(new Recording().call("io.jwt.verify_hs256", token, secret)).isEqualTo(RegoBoolean.TRUE);
    }

    /** Passes on to a context and writes down what is recorded. */
    private record Spy(FakeContext context, List<String> recorded) implements BuiltinContext {

        @Override
        public @Nullable Span location() {
            return context.location();
        }

        @Override
        public void checkpoint() {
            context.checkpoint();
        }

        @Override
        public BuiltinLimits limits() {
            return context.limits();
        }

        @Override
        public RuntimeException limitExceeded(String what) {
            return context.limitExceeded(what);
        }

        @Override
        public BuiltinEnvironment environment() {
            return context.environment();
        }

        @Override
        public RegoValue recorded(String builtin, List<RegoValue> operands, Supplier<RegoValue> compute) {
            RegoValue value = context.recorded(builtin, operands, compute);
            recorded.add(builtin + operands + value);
            return value;
        }

        @Override
        public PatternCache patterns() {
            return context.patterns();
        }

        @Override
        public boolean printing() {
            return context.printing();
        }

        @Override
        public void print(String line) {
            context.print(line);
        }

        @Override
        public void note(String text) {
            context.note(text);
        }
    }
}
