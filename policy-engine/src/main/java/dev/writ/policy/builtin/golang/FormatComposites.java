package dev.writ.policy.builtin.golang;

/** Prints the arguments that hold other ones, and nil: a verb, its flags and its width go to each element. */
final class FormatComposites {

    private FormatComposites() {}

    static void print(StringBuilder out, FormatSpec spec, GoArg.Slice slice, int verb) {
        out.append(spec.goSyntax ? slice.typeName() + "{" : "[");
        String separator = "";
        for (GoArg element : slice.elements()) {
            out.append(separator);
            element(out, spec, element, verb);
            separator = spec.goSyntax ? ", " : " ";
        }
        out.append(spec.goSyntax ? '}' : ']');
    }

    static void print(StringBuilder out, FormatSpec spec, GoArg.Dict dict, int verb) {
        out.append(spec.goSyntax ? dict.typeName() + "{" : "map[");
        String[] separator = {""};
        dict.entries().forEach((key, value) -> {
            out.append(separator[0]);
            element(out, spec, new GoArg.Str(key), verb);
            out.append(':');
            element(out, spec, value, verb);
            separator[0] = spec.goSyntax ? ", " : " ";
        });
        out.append(spec.goSyntax ? '}' : ']');
    }

    private static void element(StringBuilder out, FormatSpec spec, GoArg element, int verb) {
        if (element instanceof GoArg.Nil) {
            out.append(spec.goSyntax ? "interface {}(nil)" : "<nil>");
        } else {
            FormatVerbs.print(out, spec, element, verb);
        }
    }

    /** Nil alone. */
    static void nil(StringBuilder out, FormatSpec spec, int verb) {
        if (verb == 'v') {
            spec.pad(out, "<nil>");
        } else {
            out.append("%!").appendCodePoint(verb).append("(<nil>)");
        }
    }

    /** How many arguments without elements there are, to foresee how long a text becomes. */
    static long leaves(GoArg arg) {
        return switch (arg) {
            case GoArg.Slice slice ->
                slice.elements().stream().mapToLong(FormatComposites::leaves).sum();
            case GoArg.Dict dict ->
                dict.entries().values().stream()
                        .mapToLong(value -> 1 + leaves(value))
                        .sum();
            case GoArg.Int i -> 1;
            case GoArg.BigInt b -> 1;
            case GoArg.Float64 f -> 1;
            case GoArg.Complex128 c -> 2;
            case GoArg.Str s -> 1;
            case GoArg.JsonNumber n -> 1;
            case GoArg.Bool b -> 1;
            case GoArg.Nil n -> 1;
        };
    }
}
