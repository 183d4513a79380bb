package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.Builtin.Binary;
import dev.writ.policy.builtin.Builtin.Ternary;
import dev.writ.policy.builtin.Builtin.Unary;
import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.golang.GoStrings;
import dev.writ.policy.builtin.golang.GoStrings.Replacement;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;
import java.util.function.IntPredicate;

/** Strings: trimming, replacing, and tests of their ends. */
final class StringEdits {

    private StringEdits() {}

    static Map<String, Builtin> functions() {
        return Map.ofEntries(
                Map.entry("contains", test(String::contains)),
                Map.entry("startswith", test(String::startsWith)),
                Map.entry("endswith", test(String::endsWith)),
                Map.entry("strings.any_prefix_match", anyMatch(String::startsWith)),
                Map.entry("strings.any_suffix_match", anyMatch(String::endsWith)),
                Map.entry(
                        "trim",
                        edit((text, cut) -> GoStrings.trimRight(GoStrings.trimLeft(text, among(cut)), among(cut)))),
                Map.entry("trim_left", edit((text, cut) -> GoStrings.trimLeft(text, among(cut)))),
                Map.entry("trim_right", edit((text, cut) -> GoStrings.trimRight(text, among(cut)))),
                Map.entry(
                        "trim_prefix",
                        edit((text, prefix) -> text.startsWith(prefix) ? text.substring(prefix.length()) : text)),
                Map.entry(
                        "trim_suffix",
                        edit((text, suffix) ->
                                text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text)),
                Map.entry("trim_space", (Unary) StringEdits::trimSpace),
                Map.entry("replace", (Ternary) StringEdits::replace),
                Map.entry("strings.replace_n", (Binary) StringEdits::replaceAll));
    }

    private static Binary test(BiPredicate<String, String> test) {
        return (context, x, y) -> RegoBoolean.of(test.test(Operands.string(x, 1), Operands.string(y, 2)));
    }

    private static Binary edit(BinaryOperator<String> edit) {
        return (context, operand, by) -> {
            String text = Operands.string(operand, 1);
            String result = edit.apply(text, Operands.string(by, 2));
            return result.length() == text.length() ? operand : RegoString.of(result);
        };
    }

    private static IntPredicate among(String characters) {
        return c -> characters.indexOf(c) >= 0;
    }

    private static RegoValue trimSpace(BuiltinContext context, RegoValue operand) {
        String text = Operands.string(operand, 1);
        return RegoString.of(GoStrings.trimRight(GoStrings.trimLeft(text, GoStrings::isSpace), GoStrings::isSpace));
    }

    private static Binary anyMatch(BiPredicate<String, String> matches) {
        return (context, search, base) -> {
            List<String> texts = stringOrStrings(search, 1);
            List<String> ends = stringOrStrings(base, 2);
            for (String text : texts) {
                context.checkpoint();
                for (String end : ends) {
                    if (matches.test(text, end)) {
                        return RegoBoolean.TRUE;
                    }
                }
            }
            return RegoBoolean.FALSE;
        };
    }

    private static List<String> stringOrStrings(RegoValue value, int position) {
        return value instanceof RegoString string
                ? List.of(string.value())
                : Operands.strings(value, position, "string", "set", "array");
    }

    private static RegoValue replace(BuiltinContext context, RegoValue operand, RegoValue old, RegoValue fresh) {
        String text = Operands.string(operand, 1);
        Replacement one = new Replacement(Operands.string(old, 2), Operands.string(fresh, 3));
        return replace(context, text, List.of(one), "replace");
    }

    private static RegoValue replaceAll(BuiltinContext context, RegoValue patterns, RegoValue operand) {
        RegoObject pairs = Operands.object(patterns, 1);
        String text = Operands.string(operand, 2);
        List<Replacement> replacements = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            if (!(pairs.keyAt(i) instanceof RegoString old)) {
                throw BuiltinFailure.type("operand 1 non-string key found in pattern object");
            }
            if (!(pairs.valueAt(i) instanceof RegoString fresh)) {
                throw BuiltinFailure.type("operand 1 non-string value found in pattern object");
            }
            replacements.add(new Replacement(old.value(), fresh.value()));
        }
        return replace(context, text, replacements, "strings.replace_n");
    }

    private static RegoValue replace(
            BuiltinContext context, String text, List<Replacement> replacements, String builtin) {
        String result = GoStrings.replace(text, replacements, context.limits().maxStringLength());
        Limits.string(context, result.length(), builtin);
        return RegoString.of(result);
    }
}
