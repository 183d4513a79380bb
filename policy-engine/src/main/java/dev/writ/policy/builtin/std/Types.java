package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.Builtin.Unary;
import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.golang.GoQuote;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import dev.writ.policy.value.ValueKind;
import java.util.Locale;
import java.util.Map;

/** Questions about types, conversions, and the old casts. */
final class Types {

    private Types() {}

    static Map<String, Builtin> functions() {
        return Map.ofEntries(
                Map.entry("is_array", is(ValueKind.ARRAY)),
                Map.entry("is_boolean", is(ValueKind.BOOLEAN)),
                Map.entry("is_null", is(ValueKind.NULL)),
                Map.entry("is_number", is(ValueKind.NUMBER)),
                Map.entry("is_object", is(ValueKind.OBJECT)),
                Map.entry("is_set", is(ValueKind.SET)),
                Map.entry("is_string", is(ValueKind.STRING)),
                Map.entry("type_name", (Unary)
                        (context, x) -> RegoString.of(x.kind().label())),
                Map.entry("to_number", (Unary) Types::toNumber),
                Map.entry("cast_array", (Unary) Types::castArray),
                Map.entry("cast_set", (Unary) Types::castSet),
                Map.entry("cast_string", cast(ValueKind.STRING)),
                Map.entry("cast_boolean", cast(ValueKind.BOOLEAN)),
                Map.entry("cast_null", cast(ValueKind.NULL)),
                Map.entry("cast_object", cast(ValueKind.OBJECT)));
    }

    private static Unary is(ValueKind kind) {
        return (context, x) -> RegoBoolean.of(x.kind() == kind);
    }

    private static Unary cast(ValueKind kind) {
        return (context, x) -> {
            if (x.kind() != kind) {
                throw Operands.wrongType(1, x, kind.label());
            }
            return x;
        };
    }

    private static RegoValue castArray(BuiltinContext context, RegoValue operand) {
        return operand instanceof RegoSet set
                ? RegoArray.of(set.toList())
                : cast(operand, operand instanceof RegoArray);
    }

    private static RegoValue castSet(BuiltinContext context, RegoValue operand) {
        return operand instanceof RegoArray array
                ? RegoSet.of(array.toList())
                : cast(operand, operand instanceof RegoSet);
    }

    private static RegoValue cast(RegoValue operand, boolean fits) {
        if (!fits) {
            throw Operands.wrongType(1, operand, "array", "set");
        }
        return operand;
    }

    private static RegoValue toNumber(BuiltinContext context, RegoValue operand) {
        return switch (operand) {
            case RegoNull n -> RegoNumber.of(0);
            case RegoBoolean b -> RegoNumber.of(b.value() ? 1 : 0);
            case RegoNumber n -> n;
            case RegoString s -> parse(s);
            default -> throw Operands.wrongType(1, operand, "null", "boolean", "number", "string");
        };
    }

    private static RegoValue parse(RegoString string) {
        String text = string.value();
        String unsigned = text.replaceFirst("^[+-]+", "").toLowerCase(Locale.ROOT);
        if (unsigned.equals("inf") || unsigned.equals("infinity") || unsigned.equals("nan")) {
            throw Operands.wrongType(1, string, "valid number string");
        }
        RegoNumber number;
        try {
            number = GoFloat.parse(text);
        } catch (NumberFormatException e) {
            throw BuiltinFailure.error("strconv.ParseFloat: parsing " + GoQuote.quote(text) + ": invalid syntax");
        }
        if (Double.isInfinite(number.doubleValue())) {
            throw BuiltinFailure.error("strconv.ParseFloat: parsing " + GoQuote.quote(text) + ": value out of range");
        }
        return number;
    }
}
