package dev.writ.policy.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.writ.policy.builtin.std.StandardBuiltins;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SignatureTableTest {

    @Test
    void allFunctionsOfOpaAreKnown() {
        assertThat(SignatureTable.load()).hasSize(206);
        assertThat(StandardBuiltins.registry().signatures()).hasSize(206);
    }

    @Test
    void attributesAreRead() {
        BuiltinRegistry registry = StandardBuiltins.registry();

        BuiltinSignature or = registry.signature("or").orElseThrow();
        assertThat(or.infix()).isEqualTo("|");
        assertThat(or.result()).isEqualTo("set[any]");
        BuiltinSignature lt = registry.signature("lt").orElseThrow();
        assertThat(lt.infix()).isEqualTo("<");
        assertThat(lt.operands()).containsExactly("any", "any");
        assertThat(registry.signature("walk").orElseThrow().relation()).isTrue();
        assertThat(registry.signature("time.now_ns").orElseThrow().nondeterministic())
                .isTrue();
        assertThat(registry.signature("re_match").orElseThrow().deprecated()).isTrue();
        BuiltinSignature print = registry.signature("print").orElseThrow();
        assertThat(print.accepts(0) && print.accepts(7)).isTrue();
        assertThat(print.result()).isNull();
    }

    @Test
    void whatIsNotImplementedIsListed() {
        assertThat(StandardBuiltins.registry().notImplemented())
                .as("print is a statement, not a call")
                .containsExactly("print");
    }

    @Test
    void anImplementationMustFitItsSignature() {
        List<BuiltinSignature> signatures = SignatureTable.parse("f(any, any) -> any\n");

        assertThatThrownBy(() -> BuiltinRegistry.of(signatures, Map.of("f", (Builtin.Unary) (context, x) -> x)))
                .hasMessageContaining("`f` does not fit its signature");
        assertThatThrownBy(() -> BuiltinRegistry.of(signatures, Map.of("g", (Builtin.Unary) (context, x) -> x)))
                .hasMessageContaining("`g` has no signature");
    }

    @Test
    void theTableIsThatOfTheRealOpa() throws IOException, InterruptedException {
        RegoValue capabilities = capabilities();
        assumeTrue(capabilities instanceof RegoObject, "no opa on the path");
        RegoArray builtins = (RegoArray) java.util.Objects.requireNonNull(((RegoObject) capabilities).get("builtins"));
        for (RegoValue element : builtins) {
            RegoObject builtin = (RegoObject) element;
            String name = ((RegoString) java.util.Objects.requireNonNull(builtin.get("name"))).value();
            RegoObject declaration = (RegoObject) java.util.Objects.requireNonNull(builtin.get("decl"));
            int arity = declaration.get("args") instanceof RegoArray args ? args.size() : 0;
            BuiltinSignature ours = StandardBuiltins.registry().signature(name).orElseThrow();
            assertThat(ours.arity()).as(name).isEqualTo(arity);
            assertThat(ours.deprecated()).as(name).isEqualTo(RegoBoolean.TRUE.equals(builtin.get("deprecated")));
            assertThat(ours.relation()).as(name).isEqualTo(RegoBoolean.TRUE.equals(builtin.get("relation")));
            assertThat(ours.nondeterministic())
                    .as(name)
                    .isEqualTo(RegoBoolean.TRUE.equals(builtin.get("nondeterministic")));
        }
    }

    private static RegoValue capabilities() throws InterruptedException {
        try {
            Process process = new ProcessBuilder("opa", "capabilities", "--current").start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return JsonReader.read(out);
        } catch (IOException e) {
            System.err.println("SKIPPED: SignatureTableTest needs `opa` on the path, and there is none");
            return RegoBoolean.FALSE;
        }
    }
}
