package dev.writ.policy.builtin.std;

import com.google.re2j.Pattern;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.golang.GoQuote;
import dev.writ.policy.builtin.golang.GoRegexp;

/** Makes one regular expression of literal text with expressions between delimiters, as in {@code urn:<[a-z]+>:x}. */
final class RegexTemplate {

    private RegexTemplate() {}

    static String expression(String template, char open, char close) {
        StringBuilder out = new StringBuilder("^");
        int level = 0;
        int literalFrom = 0;
        int expressionFrom = 0;
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c == open) {
                level++;
                if (level == 1) {
                    out.append(Pattern.quote(template.substring(literalFrom, i)));
                    expressionFrom = i + 1;
                }
            } else if (c == close) {
                level--;
                if (level == 0) {
                    String expression = template.substring(expressionFrom, i);
                    GoRegexp.compile("^" + expression + "$");
                    out.append('(').append(expression).append(')');
                    literalFrom = i + 1;
                }
            }
            if (level < 0) {
                throw unbalanced(template);
            }
        }
        if (level != 0) {
            throw unbalanced(template);
        }
        return out.append(Pattern.quote(template.substring(literalFrom)))
                .append('$')
                .toString();
    }

    private static BuiltinFailure unbalanced(String template) {
        return BuiltinFailure.error("unbalanced braces in " + GoQuote.quote(template));
    }
}
