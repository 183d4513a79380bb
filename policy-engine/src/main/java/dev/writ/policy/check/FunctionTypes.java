package dev.writ.policy.check;

import dev.writ.policy.builtin.BuiltinRegistry;
import dev.writ.policy.builtin.BuiltinSignature;
import dev.writ.policy.check.types.DocumentTypes;
import dev.writ.policy.type.RegoType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How functions are called. */
final class FunctionTypes {
    private final BuiltinRegistry builtins;
    private final Map<String, RegoType.FunctionType> known = new HashMap<>();

    FunctionTypes(BuiltinRegistry builtins) {
        this.builtins = builtins;
    }

    /** The type of {@code callee}, or null where it is not known because its rules have errors. */
    RegoType.@Nullable FunctionType of(Callee callee, DocumentTypes documents) {
        return switch (callee) {
            case Callee.Builtin builtin -> builtin(builtin.name());
            case Callee.Function function ->
                documents.find(DocumentTypes.data(Paths.of(function.path()))) instanceof RegoType.FunctionType type
                        ? type
                        : null;
        };
    }

    private RegoType.@Nullable FunctionType builtin(String name) {
        RegoType.FunctionType found = known.get(name);
        if (found == null) {
            found = builtins.signature(name).map(FunctionTypes::type).orElse(null);
            if (found != null) {
                known.put(name, found);
            }
        }
        return found;
    }

    private static RegoType.FunctionType type(BuiltinSignature signature) {
        String rest = signature.variadic();
        String result = signature.result();
        List<RegoType> args = signature.operands().stream().map(RegoType::parse).toList();
        return new RegoType.FunctionType(
                args, rest == null ? null : RegoType.parse(rest), result == null ? null : RegoType.parse(result));
    }
}
