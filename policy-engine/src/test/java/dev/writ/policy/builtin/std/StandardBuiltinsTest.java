package dev.writ.policy.builtin.std;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.builtin.FakeContext;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every call of the tables comes out as it did with the real OPA, errors included. */
final class StandardBuiltinsTest {

    static Stream<CallTable.Call> calls() {
        return Stream.of(
                        "arithmetic.txt",
                        "strings.txt",
                        "types.txt",
                        "encoding.txt",
                        "times.txt",
                        "yaml.txt",
                        "schemas.txt",
                        "tokens.txt",
                        "certificates.txt",
                        "chains.txt",
                        "keys.txt",
                        "aws.txt")
                .flatMap(file -> CallTable.read(file).stream());
    }

    @ParameterizedTest
    @MethodSource("calls")
    void comesOutAsWithOpa(CallTable.Call call) {
        assertThat(call.run(new FakeContext())).isEqualTo(call.outcome());
    }
}
