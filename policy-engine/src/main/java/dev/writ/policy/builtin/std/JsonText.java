package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.Builtin.Binary;
import dev.writ.policy.builtin.Builtin.Unary;
import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.golang.GoBytes;
import dev.writ.policy.value.JsonException;
import dev.writ.policy.value.JsonLimits;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.Map;

/** JSON text to and from values. */
final class JsonText {

    private JsonText() {}

    static Map<String, Builtin> functions() {
        return Map.of(
                "json.marshal", (Unary) JsonText::marshal,
                "json.marshal_with_options", (Binary) JsonText::marshalWithOptions,
                "json.unmarshal", (Unary) JsonText::unmarshal,
                "json.is_valid", (Unary) JsonText::isValid);
    }

    private static RegoValue marshal(BuiltinContext context, RegoValue operand) {
        Limits.string(context, operand.weight(), "json.marshal");
        return text(context, JsonWriter.compactHtmlSafe(operand), "json.marshal");
    }

    private static RegoValue marshalWithOptions(BuiltinContext context, RegoValue operand, RegoValue options) {
        RegoObject object = Operands.object(options, 2);
        for (int i = 0; i < object.size(); i++) {
            checkOption(object.keyAt(i), object.valueAt(i));
        }
        String prefix = object.get("prefix") instanceof RegoString given ? given.value() : "";
        String indent = object.get("indent") instanceof RegoString given ? given.value() : "\t";
        boolean implied = object.get("prefix") != null || object.get("indent") != null;
        boolean pretty = object.get("pretty") instanceof RegoBoolean given ? given.value() : implied;
        if (!pretty) {
            return marshal(context, operand);
        }
        Limits.string(context, operand.weight(), "json.marshal_with_options");
        String compact = JsonWriter.compactHtmlSafe(operand);
        String lines =
                JsonIndent.indent(compact, prefix, indent, context.limits().maxStringLength());
        return text(context, prefix + lines, "json.marshal_with_options");
    }

    private static void checkOption(RegoValue key, RegoValue value) {
        String name = key instanceof RegoString string ? string.value() : key.toString();
        switch (name) {
            case "prefix", "indent" -> {
                if (!(value instanceof RegoString)) {
                    throw BuiltinFailure.type("operand 2 key " + key + " failed cast to string: "
                            + Operands.wrongType(0, value, "string").reason());
                }
            }
            case "pretty" -> {
                if (!(value instanceof RegoBoolean)) {
                    throw BuiltinFailure.type("operand 2 key " + key + " failed cast to bool");
                }
            }
            default -> throw BuiltinFailure.type("operand 2 object contained unknown key " + key);
        }
    }

    private static RegoValue text(BuiltinContext context, String text, String builtin) {
        Limits.string(context, text.length(), builtin);
        return RegoString.of(text);
    }

    private static RegoValue unmarshal(BuiltinContext context, RegoValue operand) {
        try {
            return read(context, Operands.string(operand, 1));
        } catch (JsonException e) {
            throw BuiltinFailure.error(String.valueOf(e.getMessage()));
        }
    }

    private static RegoValue isValid(BuiltinContext context, RegoValue operand) {
        if (!(operand instanceof RegoString string)) {
            return RegoBoolean.FALSE;
        }
        try {
            read(context, string.value());
            return RegoBoolean.TRUE;
        } catch (JsonException e) {
            return RegoBoolean.FALSE;
        }
    }

    static RegoValue read(BuiltinContext context, String text) {
        byte[] bytes = bytes(text);
        return JsonReader.read(bytes, limits(context, bytes));
    }

    /** The first value of a text; what stands behind it does not count. */
    static RegoValue readFirst(BuiltinContext context, String text) {
        byte[] bytes = bytes(text);
        return JsonReader.readFirst(bytes, limits(context, bytes));
    }

    /** A byte order mark belongs to a file; in a string it is no JSON, and after a blank the reader says so. */
    private static byte[] bytes(String text) {
        return GoBytes.encode(text.startsWith("\uFEFF") ? " " + text : text);
    }

    private static JsonLimits limits(BuiltinContext context, byte[] bytes) {
        return new JsonLimits(Math.max(bytes.length, 1), context.limits().maxDepth());
    }
}
