package dev.writ.policy.conformance;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.BuiltinRegistry;
import dev.writ.policy.builtin.BuiltinSignature;
import dev.writ.policy.builtin.golang.GoDuration;
import dev.writ.policy.builtin.std.StandardBuiltins;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** What the suite may call: the standard functions, and {@code test.sleep}, which OPA has only in its own tests. */
final class SuiteBuiltins {

    private static final BuiltinRegistry REGISTRY = registryWithSleep();

    private SuiteBuiltins() {}

    static BuiltinRegistry registry() {
        return REGISTRY;
    }

    private static BuiltinRegistry registryWithSleep() {
        BuiltinRegistry standard = StandardBuiltins.registry();
        List<BuiltinSignature> signatures = new ArrayList<>(standard.signatures());
        signatures.add(new BuiltinSignature("test.sleep", List.of("string"), null, "null", null, false, false, false));
        Map<String, Builtin> implementations = new HashMap<>();
        standard.signatures()
                .forEach(signature -> standard.implementation(signature.name())
                        .ifPresent(builtin -> implementations.put(signature.name(), builtin)));
        Builtin.Unary sleep = (context, duration) -> {
            LockSupport.parkNanos(GoDuration.parse(((RegoString) duration).value()));
            return RegoNull.NULL;
        };
        implementations.put("test.sleep", sleep);
        return BuiltinRegistry.of(signatures, implementations);
    }
}
