package dev.writ.policy;

import static dev.writ.policy.value.Undefined.UNDEFINED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.builtin.BuiltinEnvironment;
import dev.writ.policy.builtin.Capabilities;
import dev.writ.policy.builtin.http.HttpCache;
import dev.writ.policy.builtin.http.HttpCall;
import dev.writ.policy.builtin.http.HttpReply;
import dev.writ.policy.builtin.http.HttpTransport;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoObject;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@code allow_net} of capabilities limits what an evaluation may reach, whatever its environment could reach. */
class AllowedHostsTest {
    /** Answers everything, and remembers who was asked. */
    private static final class Everywhere implements HttpTransport {
        private final List<String> asked = new ArrayList<>();
        private final HttpCache cache = new HttpCache(0);

        @Override
        public HttpReply send(HttpCall call, Runnable checkpoint) {
            asked.add(call.url());
            return new HttpReply(200, Map.of(), "{}".getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public HttpCache cache() {
            return cache;
        }
    }

    private final Everywhere everywhere = new Everywhere();

    @Test
    void hostsThatAreNamedAreReached() {
        assertThat(answer("[\"good.example\"]", "good.example"))
                .isEqualTo("{\"found\":[[\"192.0.2.1\"]],\"sent\":200}");
        assertThat(everywhere.asked).containsExactly("http://good.example/");
    }

    @Test
    void otherHostsAreNeither() {
        assertThat(answer("[\"good.example\"]", "bad.example")).isEqualTo("{\"found\":[],\"sent\":0}");
        assertThat(answer("[]", "good.example")).isEqualTo("{\"found\":[],\"sent\":0}");
        assertThat(answer("[\"good.example\"]", "good.example.bad.example")).isEqualTo("{\"found\":[],\"sent\":0}");
        assertThat(everywhere.asked).isEmpty();
    }

    @Test
    void withoutAListTheEnvironmentDecides() {
        assertThat(answer(null, "good.example")).isEqualTo("{\"found\":[[\"192.0.2.1\"]],\"sent\":200}");
    }

    @Test
    void aListIsNoPermissionWhereTheEnvironmentReachesNothing() {
        EvaluationOptions options = EvaluationOptions.standard();
        assertThat(answer("[\"good.example\"]", "good.example", options)).isEqualTo("{\"found\":[],\"sent\":0}");
    }

    private String answer(@Nullable String allowNet, String host) {
        EvaluationOptions standard = EvaluationOptions.standard();
        BuiltinEnvironment open = standard.environment()
                .withHttp(everywhere)
                .withNames(name -> List.of(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1})));
        return answer(allowNet, host, standard.withEnvironment(open));
    }

    private static String answer(@Nullable String allowNet, String host, EvaluationOptions options) {
        RegoObject.Builder file = RegoObject.builder();
        Capabilities.current().document().forEach(file::put);
        if (allowNet != null) {
            file.put("allow_net", JsonReader.read(allowNet));
        }
        Capabilities capabilities = Capabilities.read(JsonWriter.compact(file.build()));
        NativePolicyEngine engine = NativePolicyEngine.create(
                List.of(), RegoObject.EMPTY, EngineOptions.standard().withCapabilities(capabilities));
        QueryResult result = engine.prepareQuery(Query.of(calls(host))).evaluate(UNDEFINED, options);
        return JsonWriter.compact(Objects.requireNonNull(
                ((QueryResult.Rows) result).rows().getFirst().bindings().get("x")));
    }

    private static String calls(String host) {
        String request = "{\"method\": \"get\", \"url\": \"http://" + host + "/\", \"raise_error\": false}";
        return "x = {\"sent\": http.send(" + request + ").status_code, \"found\": [a | a := net.lookup_ip_addr(\""
                + host + "\")]}";
    }
}
