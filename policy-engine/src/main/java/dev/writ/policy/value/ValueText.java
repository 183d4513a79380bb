package dev.writ.policy.value;

/** The Rego form of values: as JSON, but sets as {@code {1, 2}} and {@code set()}. */
final class ValueText {
    private ValueText() {}

    static String of(RegoValue value) {
        StringBuilder out = new StringBuilder();
        append(value, out);
        return out.toString();
    }

    private static void append(RegoValue value, StringBuilder out) {
        switch (value) {
            case RegoNull n -> out.append(n);
            case RegoBoolean b -> out.append(b);
            case RegoNumber n -> out.append(n.text());
            case RegoString s -> out.append(s);
            case RegoArray array -> appendAll(array, "[", "]", out);
            case RegoSet set -> {
                if (set.size() == 0) {
                    out.append("set()");
                } else {
                    appendAll(set, "{", "}", out);
                }
            }
            case RegoObject object -> appendObject(object, out);
        }
    }

    private static void appendAll(Iterable<RegoValue> elements, String open, String close, StringBuilder out) {
        String separator = open;
        for (RegoValue element : elements) {
            out.append(separator);
            append(element, out);
            separator = ", ";
        }
        out.append(separator.equals(open) ? open : "").append(close);
    }

    private static void appendObject(RegoObject object, StringBuilder out) {
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
