package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.Builtin.Binary;
import dev.writ.policy.builtin.Builtin.Unary;
import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.golang.GoArg;
import dev.writ.policy.builtin.golang.GoFormat;
import dev.writ.policy.builtin.golang.GoValueText;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Text made from values: {@code sprintf}, string interpolation, {@code print}, {@code trace}. */
final class Formatting {

    private static final String UNDEFINED = "<undefined>";

    private Formatting() {}

    static Map<String, Builtin> functions() {
        return Map.of(
                "sprintf", (Binary) Formatting::sprintf,
                "internal.template_string", (Unary) Formatting::template,
                "internal.print", (Unary) Formatting::print,
                "internal.test_case", (Unary) Formatting::testCase,
                "trace", (Unary) Formatting::trace);
    }

    private static RegoValue sprintf(BuiltinContext context, RegoValue format, RegoValue values) {
        String text = Operands.string(format, 1);
        RegoArray array = Operands.array(values, 2);
        List<GoArg> args = new ArrayList<>(array.size());
        for (RegoValue value : array) {
            Limits.string(context, value.weight(), "sprintf");
            args.add(argument(value));
        }
        int limit = context.limits().maxStringLength();
        return RegoString.of(
                GoFormat.format(text, args, limit, () -> context.limitExceeded("the result of `sprintf`")));
    }

    private static GoArg argument(RegoValue value) {
        return switch (value) {
            case RegoString string -> new GoArg.Str(string.value());
            case RegoNumber number -> number(number);
            default -> new GoArg.Str(GoValueText.of(value));
        };
    }

    /** A number with a point or an exponent in its text is a float to Go, even where its value is an integer. */
    private static GoArg number(RegoNumber number) {
        String text = number.text();
        boolean isFloat = text.chars().anyMatch(c -> c == '.' || c == 'e' || c == 'E');
        if (isFloat) {
            double value = number.doubleValue();
            return Double.isInfinite(value) ? new GoArg.Str(text) : new GoArg.Float64(value);
        }
        return number.isLong()
                ? new GoArg.Int(number.longValue())
                : new GoArg.BigInt(number.decimalValue().toBigIntegerExact());
    }

    private static RegoValue template(BuiltinContext context, RegoValue operand) {
        StringBuilder out = new StringBuilder();
        for (RegoValue part : Operands.array(operand, 1)) {
            out.append(part instanceof RegoSet set ? set.size() == 0 ? UNDEFINED : shown(set.get(0)) : shown(part));
            Limits.string(context, out.length(), "internal.template_string");
        }
        return RegoString.of(out.toString());
    }

    /** One line for each combination of the operands' values; each operand is the set of values it has. */
    private static RegoValue print(BuiltinContext context, RegoValue operand) {
        if (context.printing()) {
            printFrom(context, Operands.array(operand, 1), 0, new ArrayList<>());
        }
        return RegoBoolean.TRUE;
    }

    private static void printFrom(BuiltinContext context, RegoArray operands, int index, List<String> line) {
        if (index == operands.size()) {
            context.print(String.join(" ", line));
            return;
        }
        context.checkpoint();
        RegoValue operand = operands.get(index);
        List<RegoValue> values = operand instanceof RegoSet set ? set.toList() : List.of(operand);
        if (values.isEmpty()) {
            withWord(context, operands, index, line, UNDEFINED);
        }
        for (RegoValue value : values) {
            withWord(context, operands, index, line, shown(value));
        }
    }

    private static void withWord(
            BuiltinContext context, RegoArray operands, int index, List<String> line, String word) {
        line.add(word);
        printFrom(context, operands, index + 1, line);
        line.removeLast();
    }

    private static String shown(RegoValue value) {
        return value instanceof RegoString string ? string.value() : GoValueText.of(value);
    }

    /** Says nothing to a policy; what it marks for a test runner is seen in the trace of the call. */
    private static RegoValue testCase(BuiltinContext context, RegoValue operand) {
        return RegoBoolean.TRUE;
    }

    private static RegoValue trace(BuiltinContext context, RegoValue operand) {
        context.note(Operands.string(operand, 1));
        return RegoBoolean.TRUE;
    }
}
