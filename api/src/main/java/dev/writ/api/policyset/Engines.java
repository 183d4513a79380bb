package dev.writ.api.policyset;

import dev.writ.policy.NativePolicyEngine;
import dev.writ.policy.PolicyEngine;
import dev.writ.policy.PolicyException;
import dev.writ.policy.builtin.BuiltinRegistry;
import dev.writ.policy.builtin.std.StandardBuiltins;
import dev.writ.policy.bundle.Bundle;
import dev.writ.policy.check.BaseDocuments;
import dev.writ.policy.check.CheckOptions;
import dev.writ.policy.check.Checked;
import dev.writ.policy.check.CheckedProgram;
import dev.writ.policy.check.Checker;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From a bundle to the native engine. */
final class Engines {
    private Engines() {}

    /**
     * The engine of a bundle.
     *
     * @throws PolicyException if the bundle's modules cannot be used
     */
    static PolicyEngine of(Bundle bundle) {
        BuiltinRegistry builtins = StandardBuiltins.registry();
        Checked<CheckedProgram> checked =
                Checker.create(builtins, CheckOptions.DEFAULT).check(bundle.modules(), documents(bundle.data()));
        CheckedProgram program = checked.result();
        if (program == null) {
            throw new PolicyException(
                    checked.diagnostics().stream().filter(Diagnostic::isError).toList());
        }
        return NativePolicyEngine.of(
                program,
                bundle.data(),
                builtins,
                query -> new Checked<>(
                        null,
                        List.of(Diagnostic.error(
                                DiagnosticCode.COMPILE,
                                null,
                                "the service prepares decisions only, not `" + query.text() + "`"))),
                bundle.revision());
    }

    private static BaseDocuments documents(RegoObject data) {
        return path -> {
            @Nullable RegoValue value = data;
            for (String step : path) {
                value = value instanceof RegoObject object ? object.get(step) : null;
            }
            return value != null;
        };
    }
}
