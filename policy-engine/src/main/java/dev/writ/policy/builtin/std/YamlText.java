package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.Builtin.Unary;
import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.golang.GoYamlWriter;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import dev.writ.policy.value.YamlException;
import dev.writ.policy.value.YamlReader;
import java.util.Map;

/** YAML text to and from values. */
final class YamlText {

    private YamlText() {}

    static Map<String, Builtin> functions() {
        return Map.of(
                "yaml.marshal", (Unary) YamlText::marshal,
                "yaml.unmarshal", (Unary) YamlText::unmarshal,
                "yaml.is_valid", (Unary) YamlText::isValid);
    }

    private static RegoValue marshal(BuiltinContext context, RegoValue operand) {
        Limits.string(context, operand.weight(), "yaml.marshal");
        try {
            return RegoString.of(GoYamlWriter.write(operand, length -> Limits.string(context, length, "yaml.marshal")));
        } catch (GoYamlWriter.Refused e) {
            throw BuiltinFailure.error(String.valueOf(e.getMessage()));
        }
    }

    private static RegoValue unmarshal(BuiltinContext context, RegoValue operand) {
        try {
            return read(context, Operands.string(operand, 1));
        } catch (YamlException e) {
            throw BuiltinFailure.error(e.goMessage());
        }
    }

    private static RegoValue isValid(BuiltinContext context, RegoValue operand) {
        if (!(operand instanceof RegoString string)) {
            return RegoBoolean.FALSE;
        }
        try {
            read(context, string.value());
            return RegoBoolean.TRUE;
        } catch (YamlException e) {
            return RegoBoolean.FALSE;
        }
    }

    private static RegoValue read(BuiltinContext context, String text) {
        context.checkpoint();
        return YamlReader.read(text, context.limits().maxDepth());
    }
}
