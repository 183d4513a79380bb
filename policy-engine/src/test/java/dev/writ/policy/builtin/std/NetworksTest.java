package dev.writ.policy.builtin.std;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.BuiltinLimits;
import dev.writ.policy.builtin.FakeContext;
import dev.writ.policy.builtin.NameResolver;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks, names of hosts, and globs that have a text in common. */
final class NetworksTest {

    static Stream<CallTable.Call> calls() {
        return CallTable.read("networks.txt").stream();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void comesOutAsWithOpa(CallTable.Call call) {
        assertThat(call.run(new FakeContext())).isEqualTo(call.outcome());
    }

    /** OPA 1.22.2 ends with a Go panic, or overlooks what the IPv6 form of an IPv4 network covers. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ::2/128, ::3/128                       | ::2/127
        ::ffff:1.2.3.0/120, ::ffff:1.2.2.0/120 | 1.2.2.0/23
        255.255.255.0/24, ::1:0:0:0/80         | 255.255.255.0/24, ::1:0:0:0/80
        1.0.0.9, ::ffff:1.2.3.0/120            | 1.0.0.0/8
        """)
    void mergesWhatOpaCannot(String networks, String merged) {
        RegoValue given = RegoArray.of(strings(networks));

        assertThat(builtin("net.cidr_merge").call(new FakeContext(), List.of(given)))
                .isEqualTo(RegoSet.of(strings(merged)));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0, 10.0.0.0",
        "::, ::",
        "fe80::1%eth0, fe80::1%eth0",
        "::ffff:1.2.3.4, 1.2.3.4",
        "localhost, 127.0.0.1",
        "LOCALHOST, 127.0.0.1"
    })
    void addressesAndTheHostItselfNeedNobody(String host, String address) {
        assertThat(lookup(new FakeContext(), host)).hasToString("{\"" + address + "\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.2.3", "01.2.3.4", "a b", "a..b", "-a", "a-", "1.2.3.4%eth0", "é", "a\n"})
    void whatIsNoNameIsNotAskedFor(String host) {
        assertThatThrownBy(() -> lookup(new FakeContext(), host))
                .isInstanceOf(BuiltinFailure.class)
                .hasMessage("lookup " + host + ": no such host");
    }

    @Test
    void nothingIsLookedUpUnlessItIsAllowed() {
        assertThatThrownBy(() -> lookup(new FakeContext(), "example.com"))
                .isInstanceOf(BuiltinFailure.class)
                .hasMessage("disallowed host: example.com");
        assertThatThrownBy(() -> NameResolver.system(Set.of("example.org"), Duration.ofSeconds(1))
                        .addresses("example.com"))
                .isInstanceOf(IOException.class)
                .hasMessage("disallowed host: example.com");
    }

    @Test
    void theSystemIsAskedForNamesThatAreAllowed() throws IOException {
        List<InetAddress> found =
                NameResolver.system(Set.of("localhost"), Duration.ofMinutes(1)).addresses("localhost");

        assertThat(found).isNotEmpty().allMatch(InetAddress::isLoopbackAddress);
    }

    @Test
    void aNameIsAskedForOnceInAnEvaluation() {
        List<String> asked = new ArrayList<>();
        FakeContext context = new FakeContext().withNames(host -> {
            asked.add(host);
            return List.of(InetAddress.getByAddress(new byte[] {10, 0, 0, 1}), InetAddress.getByAddress(new byte[16]));
        });

        assertThat(lookup(context, "a.example")).hasToString("{\"10.0.0.1\", \"::\"}");
        assertThat(lookup(context, "a.example")).hasToString("{\"10.0.0.1\", \"::\"}");
        assertThat(asked).containsExactly("a.example");
    }

    @Test
    void aFailedLookupFailsAgainWithoutAskingAgain() {
        List<String> asked = new ArrayList<>();
        FakeContext context = new FakeContext().withNames(host -> {
            asked.add(host);
            throw new IOException("lookup " + host + ": no such host");
        });

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> lookup(context, "a.example"))
                    .isInstanceOf(BuiltinFailure.class)
                    .hasMessage("lookup a.example: no such host");
        }
        assertThat(asked).containsExactly("a.example");
    }

    @Test
    void hostileGlobsTakeTimeOfTheProductOfTheirLengths() {
        String stars = ".*a".repeat(300) + "b";
        String sets = "[ -\uffff]*".repeat(300) + "c";
        FakeContext context = new FakeContext(BuiltinLimits.DEFAULT, 2_000_000);

        RegoValue meets =
                builtin("regex.globs_match").call(context, List.of(RegoString.of(stars), RegoString.of(sets)));

        assertThat(meets).hasToString("false");
    }

    private static List<RegoValue> strings(String list) {
        return Stream.of(list.split(", ")).<RegoValue>map(RegoString::of).toList();
    }

    private static RegoValue lookup(FakeContext context, String host) {
        return builtin("net.lookup_ip_addr").call(context, List.of(RegoString.of(host)));
    }

    private static Builtin builtin(String name) {
        return StandardBuiltins.registry().implementation(name).orElseThrow();
    }
}
