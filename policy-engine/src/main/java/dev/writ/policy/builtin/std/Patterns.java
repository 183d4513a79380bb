package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.Builtin.Binary;
import dev.writ.policy.builtin.Builtin.Quaternary;
import dev.writ.policy.builtin.Builtin.Ternary;
import dev.writ.policy.builtin.Builtin.Unary;
import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.PatternCache;
import dev.writ.policy.builtin.golang.GoBytes;
import dev.writ.policy.builtin.golang.GoGlob;
import dev.writ.policy.builtin.golang.GoRegexp;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Regular expressions and globs. */
final class Patterns {

    private static final PatternCache.Kind<GoRegexp> REGEX = new PatternCache.Kind<>("regex", GoRegexp.class);
    private static final PatternCache.Kind<GoRegexp> GLOB = new PatternCache.Kind<>("glob", GoRegexp.class);

    private Patterns() {}

    static Map<String, Builtin> functions() {
        return Map.ofEntries(
                Map.entry("regex.match", (Binary) Patterns::match),
                Map.entry("re_match", (Binary) Patterns::match),
                Map.entry("regex.is_valid", (Unary) Patterns::isValid),
                Map.entry("regex.split", (Binary) Patterns::split),
                Map.entry("regex.find_n", (Ternary) Patterns::find),
                Map.entry("regex.find_all_string_submatch_n", (Ternary) Patterns::findGroups),
                Map.entry("regex.replace", (Ternary) Patterns::replace),
                Map.entry("regex.globs_match", (Binary) Patterns::globsMatch),
                Map.entry("regex.template_match", (Quaternary) Patterns::matchTemplate),
                Map.entry("glob.match", (Ternary) Patterns::matchGlob),
                Map.entry("glob.quote_meta", (Unary)
                        (context, x) -> RegoString.of(GoGlob.quoteMeta(Operands.string(x, 1)))));
    }

    private static GoRegexp compiled(BuiltinContext context, String expression) {
        return context.patterns().get(REGEX, expression, GoRegexp::compile);
    }

    private static RegoValue match(BuiltinContext context, RegoValue pattern, RegoValue operand) {
        String expression = Operands.string(pattern, 1);
        String text = Operands.string(operand, 2);
        return RegoBoolean.of(compiled(context, expression).matches(text));
    }

    private static RegoValue isValid(BuiltinContext context, RegoValue pattern) {
        if (!(pattern instanceof RegoString string)) {
            return RegoBoolean.FALSE;
        }
        try {
            compiled(context, string.value());
            return RegoBoolean.TRUE;
        } catch (BuiltinFailure e) {
            return RegoBoolean.FALSE;
        }
    }

    private static RegoValue globsMatch(BuiltinContext context, RegoValue first, RegoValue second) {
        String left = Operands.string(first, 1);
        String right = Operands.string(second, 2);
        return RegoBoolean.of(GlobIntersection.exists(context, GlobToken.read(left), GlobToken.read(right)));
    }

    private static RegoValue split(BuiltinContext context, RegoValue pattern, RegoValue operand) {
        String expression = Operands.string(pattern, 1);
        String text = Operands.string(operand, 2);
        return Strings.array(context, compiled(context, expression).split(text), "regex.split");
    }

    private static RegoValue find(BuiltinContext context, RegoValue pattern, RegoValue operand, RegoValue limit) {
        String expression = Operands.string(pattern, 1);
        String text = Operands.string(operand, 2);
        int most = limit(limit);
        List<String> found = new ArrayList<>();
        compiled(context, expression).each(text, most, match -> {
            context.checkpoint();
            found.add(match.group(0));
        });
        return Strings.array(context, found, "regex.find_n");
    }

    private static RegoValue findGroups(BuiltinContext context, RegoValue pattern, RegoValue operand, RegoValue limit) {
        String expression = Operands.string(pattern, 1);
        String text = Operands.string(operand, 2);
        int most = limit(limit);
        List<RegoValue> found = new ArrayList<>();
        compiled(context, expression).each(text, most, match -> {
            List<String> groups = new ArrayList<>();
            for (int i = 0; i <= match.groupCount(); i++) {
                groups.add(match.group(i));
            }
            found.add(Strings.array(context, groups, "regex.find_all_string_submatch_n"));
        });
        return RegoArray.of(found);
    }

    private static int limit(RegoValue limit) {
        return Math.clamp(Operands.integer(limit, 3), -1, Integer.MAX_VALUE);
    }

    private static RegoValue replace(
            BuiltinContext context, RegoValue operand, RegoValue pattern, RegoValue replacement) {
        String text = Operands.string(operand, 1);
        String expression = Operands.string(pattern, 2);
        String template = Operands.string(replacement, 3);
        StringBuilder out = new StringBuilder(text.length());
        int[] last = {0};
        compiled(context, expression).each(text, -1, match -> {
            out.append(text, last[0], match.start());
            match.expand(template, out);
            last[0] = match.end();
            Limits.string(context, out.length(), "regex.replace");
        });
        out.append(text, last[0], text.length());
        Limits.string(context, out.length(), "regex.replace");
        return RegoString.of(out.toString());
    }

    /** A pattern with regular expressions between delimiters and literal text around them. */
    private static RegoValue matchTemplate(
            BuiltinContext context, RegoValue template, RegoValue operand, RegoValue open, RegoValue close) {
        String pattern = Operands.string(template, 1);
        String text = Operands.string(operand, 2);
        String start = Operands.string(open, 3);
        String end = Operands.string(close, 4);
        int length = GoBytes.encode(start).length;
        if (length != 1) {
            throw BuiltinFailure.error(
                    "start delimiter has to be exactly one character long but is " + length + " long");
        }
        if (GoBytes.encode(end).length != 1) {
            throw BuiltinFailure.error("end delimiter has to be exactly one character long but is " + length + " long");
        }
        String expression = RegexTemplate.expression(pattern, start.charAt(0), end.charAt(0));
        return RegoBoolean.of(compiled(context, expression).matches(text));
    }

    private static RegoValue matchGlob(
            BuiltinContext context, RegoValue pattern, RegoValue delimiters, RegoValue operand) {
        String glob = Operands.string(pattern, 1);
        String separators = switch (delimiters) {
            case RegoNull n -> "";
            case RegoArray array -> separators(array);
            default -> throw Operands.wrongType(2, delimiters, "array", "null");
        };
        String text = Operands.string(operand, 3);
        String key = separators.length() + ":" + separators + glob;
        return RegoBoolean.of(context.patterns()
                .get(GLOB, key, k -> GoGlob.compile(glob, separators))
                .matches(text));
    }

    private static String separators(RegoArray delimiters) {
        StringBuilder separators = new StringBuilder();
        for (RegoValue delimiter : delimiters) {
            if (!(delimiter instanceof RegoString string)) {
                throw Operands.wrongElement(2, delimiters, delimiter, "string");
            }
            if (string.value().codePointCount(0, string.value().length()) != 1) {
                throw Operands.wrongElement(2, delimiters, delimiter, "rune");
            }
            separators.append(string.value());
        }
        return separators.isEmpty() ? "." : separators.toString();
    }
}
