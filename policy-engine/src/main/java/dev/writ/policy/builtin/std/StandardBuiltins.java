package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.BuiltinRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The registry of the standard built-in functions. */
public final class StandardBuiltins {

    private static final BuiltinRegistry REGISTRY = BuiltinRegistry.standard(implementations());

    private StandardBuiltins() {}

    /** All signatures of OPA 1.22.2, with the implementations there are. */
    public static BuiltinRegistry registry() {
        return REGISTRY;
    }

    private static Map<String, Builtin> implementations() {
        Map<String, Builtin> all = new HashMap<>();
        for (Map<String, Builtin> family : families()) {
            family.forEach((name, builtin) -> {
                if (all.put(name, builtin) != null) {
                    throw new IllegalStateException("two implementations of `" + name + "`");
                }
            });
        }
        return all;
    }

    private static List<Map<String, Builtin>> families() {
        return List.of(
                Aggregates.functions(),
                Arithmetic.functions(),
                ArrayFunctions.functions(),
                AwsRequests.functions(),
                Bits.functions(),
                Certificates.functions(),
                Comparison.functions(),
                Encoding.functions(),
                Formatting.functions(),
                GraphQlFunctions.functions(),
                Graphs.functions(),
                Hashes.functions(),
                HttpSend.functions(),
                HostNames.functions(),
                Identifiers.functions(),
                JsonPatch.functions(),
                JsonPaths.functions(),
                JsonText.functions(),
                Networks.functions(),
                Numbers.functions(),
                ObjectFunctions.functions(),
                Patterns.functions(),
                RegoSource.functions(),
                SchemaMatch.functions(),
                Sets.functions(),
                StringEdits.functions(),
                Strings.functions(),
                Templates.functions(),
                Times.functions(),
                Tokens.functions(),
                Types.functions(),
                Units.functions(),
                Versions.functions(),
                YamlText.functions());
    }
}
