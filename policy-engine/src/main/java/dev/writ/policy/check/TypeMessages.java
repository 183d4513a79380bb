package dev.writ.policy.check;

import dev.writ.policy.ast.TermText;
import dev.writ.policy.check.types.Misfit;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.Span;
import dev.writ.policy.type.RegoType;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What is said where types can never fit. */
final class TypeMessages {
    private static final int MAX_TYPE = 200;
    private static final int MAX_KEYS = 10;

    private TypeMessages() {}

    static Diagnostic neverEqual(Span span, RegoType left, RegoType right) {
        return error(
                        span,
                        "match error",
                        "left is `" + text(left) + "`, right is `" + text(right) + "`: they can never be equal")
                .withDetails(new TypeDetails.Mismatch(left, right));
    }

    static Diagnostic arguments(Span span, String function, List<RegoType> have, RegoType.FunctionType want) {
        List<RegoType> given = have.subList(0, Math.min(have.size(), want.args().size()));
        RegoType.FunctionType got = new RegoType.FunctionType(given, null, null);
        return error(
                        span,
                        "`" + function + "`: invalid argument(s)",
                        "it takes `" + shortened(want.arguments()) + "`, and is given `" + shortened(got.arguments())
                                + "`" + result(have, want))
                .withDetails(new TypeDetails.Operands(function, have, want));
    }

    private static String result(List<RegoType> have, RegoType.FunctionType want) {
        RegoType result = want.result();
        return result == null || have.size() <= want.args().size() || have.getLast() instanceof RegoType.Unknown
                ? ""
                : "; it gives `" + text(result) + "`, where `" + text(have.getLast()) + "` is expected";
    }

    static Diagnostic arity(Span span, String function, RegoType.FunctionType have, RegoType.FunctionType want) {
        return error(
                span,
                "`" + function + "`: arity mismatch",
                "it takes `" + shortened(want.arguments()) + "`, what replaces it takes `" + shortened(have.arguments())
                        + "`");
    }

    static Diagnostic undefined(CheckedTerm.Reference reference, Misfit misfit) {
        List<TypeDetails.Key> path = new ArrayList<>();
        path.add(key(reference.head()));
        reference.path().forEach(operand -> path.add(key(operand)));
        return error(reference.head().span(), "undefined ref: `" + text(reference) + "`", hint(reference, misfit))
                .withDetails(new TypeDetails.Selected(path, misfit));
    }

    private static TypeDetails.Key key(CheckedTerm term) {
        return new TypeDetails.Key(operand(term), TermTypes.scalar(term));
    }

    private static String hint(CheckedTerm.Reference reference, Misfit misfit) {
        CheckedTerm operand = reference.path().get(misfit.position());
        RegoType of = misfit.of();
        if (of != null) {
            return "nothing can be selected with `" + operand(operand) + "` from `" + text(of) + "`";
        }
        if (!misfit.keys().isEmpty()) {
            return keys(operand, misfit.keys());
        }
        RegoType want = misfit.want();
        if (want == null) {
            return "there are no keys to select with `" + operand(operand) + "`";
        }
        RegoType have = misfit.have();
        return "`" + operand(operand) + "` is " + (have == null ? "no key" : "`" + text(have) + "`")
                + ", the keys are `" + text(want) + "`";
    }

    private static String keys(CheckedTerm operand, List<RegoValue> keys) {
        TreeSet<String> names = new TreeSet<>();
        keys.forEach(key -> names.add(key instanceof RegoString name ? name.value() : key.toString()));
        if (operand instanceof CheckedTerm.Constant constant && constant.value() instanceof RegoString wanted) {
            String near = SimilarNames.nearest(wanted.value(), names);
            if (near != null) {
                return "did you mean `" + near + "`?";
            }
        }
        List<String> shown =
                names.stream().limit(MAX_KEYS).map(name -> "`" + name + "`").toList();
        return "the keys are " + String.join(", ", shown) + (names.size() > MAX_KEYS ? " and others" : "");
    }

    /** The reference as it would be written in full. */
    private static String text(CheckedTerm.Reference reference) {
        StringBuilder out = new StringBuilder(operand(reference.head()));
        for (CheckedTerm operand : reference.path()) {
            out.append(
                    operand instanceof CheckedTerm.Constant constant
                            ? TermText.step(constant.value())
                            : "[" + operand(operand) + "]");
        }
        return out.toString();
    }

    private static String operand(CheckedTerm term) {
        return switch (term) {
            case CheckedTerm.Constant t -> t.value().toString();
            case CheckedTerm.Local t ->
                t.var().name().isEmpty() ? t.span().text() : t.var().name();
            case CheckedTerm.Input t -> "input";
            case CheckedTerm.Data t -> "data";
            case CheckedTerm.Reference t -> text(t);
            case CheckedTerm.ArrayTerm t -> t.span().text();
            case CheckedTerm.SetTerm t -> t.span().text();
            case CheckedTerm.ObjectTerm t -> t.span().text();
            case CheckedTerm.Comprehension t -> t.span().text();
            case CheckedTerm.Template t -> t.span().text();
        };
    }

    private static String text(RegoType type) {
        return shortened(type.toString());
    }

    private static String shortened(String text) {
        return text.length() <= MAX_TYPE ? text : text.substring(0, MAX_TYPE) + "...";
    }

    private static Diagnostic error(Span span, String message, String hint) {
        return Diagnostic.error(DiagnosticCode.TYPE, span, message, hint);
    }
}
