package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.Builtin.Binary;
import dev.writ.policy.builtin.Builtin.Ternary;
import dev.writ.policy.builtin.Builtin.Unary;
import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.golang.GoStrings;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Strings: joining, cutting, searching, case. Positions and lengths count characters (code points). */
final class Strings {

    private Strings() {}

    static Map<String, Builtin> functions() {
        return Map.ofEntries(
                Map.entry("concat", (Binary) Strings::concat),
                Map.entry("indexof", (Binary) Strings::indexOf),
                Map.entry("indexof_n", (Binary) Strings::indexOfAll),
                Map.entry("substring", (Ternary) Strings::substring),
                Map.entry("strings.count", (Binary) (context, x, y) ->
                        RegoNumber.of(GoStrings.count(Operands.string(x, 1), Operands.string(y, 2)))),
                Map.entry("strings.reverse", text(GoStrings::reverse)),
                Map.entry("lower", text(GoStrings::toLower)),
                Map.entry("upper", text(GoStrings::toUpper)),
                Map.entry("split", (Binary) Strings::split),
                Map.entry("strings.split_n", (Ternary) Strings::splitN));
    }

    private interface TextFunction {
        String apply(String text);
    }

    private static Unary text(TextFunction function) {
        return (context, operand) -> {
            String text = Operands.string(operand, 1);
            String result = function.apply(text);
            return result.equals(text) ? operand : RegoString.of(result);
        };
    }

    private static RegoValue concat(BuiltinContext context, RegoValue separator, RegoValue collection) {
        String join = Operands.string(separator, 1);
        List<String> parts = Operands.strings(collection, 2, "set", "array");
        long length = (long) join.length() * Math.max(parts.size() - 1, 0);
        for (String part : parts) {
            length += part.length();
        }
        Limits.string(context, length, "concat");
        return RegoString.of(String.join(join, parts));
    }

    private static RegoValue indexOf(BuiltinContext context, RegoValue operand, RegoValue search) {
        String text = Operands.string(operand, 1);
        int at = text.indexOf(searched(search));
        return RegoNumber.of(at < 0 ? -1 : text.codePointCount(0, at));
    }

    private static RegoValue indexOfAll(BuiltinContext context, RegoValue operand, RegoValue search) {
        String text = Operands.string(operand, 1);
        String wanted = searched(search);
        List<RegoValue> places = new ArrayList<>();
        int counted = 0;
        int characters = 0;
        for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
            context.checkpoint();
            characters += text.codePointCount(counted, at);
            counted = at;
            places.add(RegoNumber.of(characters));
        }
        return RegoArray.of(places);
    }

    private static String searched(RegoValue search) {
        String wanted = Operands.string(search, 2);
        if (wanted.isEmpty()) {
            throw BuiltinFailure.error("empty search character");
        }
        return wanted;
    }

    private static RegoValue substring(BuiltinContext context, RegoValue operand, RegoValue offset, RegoValue count) {
        String text = Operands.string(operand, 1);
        long from = Operands.integer(offset, 2);
        long length = Operands.integer(count, 3);
        if (from < 0) {
            throw BuiltinFailure.error("negative offset");
        }
        if (from >= text.length()) {
            return RegoString.EMPTY;
        }
        int available = text.codePointCount(0, text.length());
        if (from >= available) {
            return RegoString.EMPTY;
        }
        long taken = length < 0 ? available - from : Math.min(length, available - from);
        int start = text.offsetByCodePoints(0, (int) from);
        return RegoString.of(text.substring(start, text.offsetByCodePoints(start, (int) taken)));
    }

    private static RegoValue split(BuiltinContext context, RegoValue operand, RegoValue separator) {
        String text = Operands.string(operand, 1);
        return array(context, GoStrings.split(text, Operands.string(separator, 2)), "split");
    }

    /** The first n parts, or the last -n. */
    private static RegoValue splitN(BuiltinContext context, RegoValue operand, RegoValue separator, RegoValue limit) {
        List<String> parts = GoStrings.split(Operands.string(operand, 1), Operands.string(separator, 2));
        long n = Operands.integer(limit, 3);
        List<String> kept = n >= 0
                ? parts.subList(0, (int) Math.min(n, parts.size()))
                : parts.subList((int) Math.max(parts.size() + n, 0), parts.size());
        return array(context, kept, "strings.split_n");
    }

    static RegoArray array(BuiltinContext context, List<String> strings, String builtin) {
        Limits.collection(context, strings.size(), builtin);
        RegoValue[] values = new RegoValue[strings.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = RegoString.of(strings.get(i));
        }
        return RegoArray.wrap(values);
    }
}
