package dev.writ.policy.builtin.golang;

import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;

/** Values as OPA shows them in text: Rego's notation, with strings quoted as Go quotes them. */
public final class GoValueText {

    private GoValueText() {}

    /** The text of a value; a string is quoted. */
    public static String of(RegoValue value) {
        StringBuilder out = new StringBuilder();
        append(value, out);
        return out.toString();
    }

    private static void append(RegoValue value, StringBuilder out) {
        switch (value) {
            case RegoString string -> out.append(GoQuote.quote(string.value()));
            case RegoArray array -> elements(array, "[", "]", out);
            case RegoSet set -> {
                if (set.size() == 0) {
                    out.append("set()");
                } else {
                    elements(set, "{", "}", out);
                }
            }
            case RegoObject object -> members(object, out);
            default -> out.append(value);
        }
    }

    private static void elements(Iterable<RegoValue> elements, String open, String close, StringBuilder out) {
        out.append(open);
        String separator = "";
        for (RegoValue element : elements) {
            out.append(separator);
            append(element, out);
            separator = ", ";
        }
        out.append(close);
    }

    private static void members(RegoObject object, StringBuilder out) {
        out.append('{');
        for (int i = 0; i < object.size(); i++) {
            out.append(i == 0 ? "" : ", ");
            append(object.keyAt(i), out);
            out.append(": ");
            append(object.valueAt(i), out);
        }
        out.append('}');
    }
}
