package dev.writ.cli.policy;

import dev.writ.policy.check.TypeDetails;
import dev.writ.policy.check.types.Misfit;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.source.Span;
import dev.writ.policy.type.RegoType;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The {@code details} of errors: the line of a parse error, the types of a type error. */
final class ErrorDetails {

    private ErrorDetails() {}

    /** What OPA shows under {@code details}, if it shows something. */
    static Optional<OrderedJson> of(Diagnostic error) {
        Span place = error.span();
        if (error.code() == DiagnosticCode.PARSE && place != null) {
            return Optional.of(line(place));
        }
        return error.details() instanceof TypeDetails details ? Optional.of(types(details)) : Optional.empty();
    }

    /** The line, and the byte in it. */
    private static OrderedJson line(Span place) {
        SourceFile file = place.file();
        String text = file.lineText(place.line());
        int at = Math.min(place.start() - file.lineStart(place.line()), text.length());
        int bytes = text.substring(0, at).getBytes(StandardCharsets.UTF_8).length;
        return new OrderedJson().put("line", text).put("idx", bytes);
    }

    private static OrderedJson types(TypeDetails details) {
        return switch (details) {
            case TypeDetails.Mismatch d ->
                new OrderedJson().put("a", type(d.left())).put("b", type(d.right()));
            case TypeDetails.Operands d ->
                new OrderedJson()
                        .put(
                                "have",
                                array(d.have().stream().map(ErrorDetails::type).toList()))
                        .put("want", wanted(d.function(), d.want()));
            case TypeDetails.Selected d -> selected(d.path(), d.misfit());
        };
    }

    private static OrderedJson wanted(String function, RegoType.FunctionType want) {
        FunctionNames names = FunctionNames.of(function);
        List<RegoValue> args = new ArrayList<>();
        for (int i = 0; i < want.args().size(); i++) {
            args.add(TypeJson.named(want.args().get(i), names.operand(i)));
        }
        RegoType result = want.result();
        if (result != null) {
            args.add(TypeJson.named(result, names.result()));
        }
        OrderedJson json = new OrderedJson();
        if (!args.isEmpty()) {
            json.put("args", array(args));
        }
        RegoType rest = want.rest();
        return rest == null ? json : json.put("variadic", TypeJson.of(rest));
    }

    private static OrderedJson selected(List<TypeDetails.Key> path, Misfit misfit) {
        OrderedJson json = new OrderedJson()
                .put("ref", array(path.stream().map(ErrorDetails::term).toList()));
        RegoType of = misfit.of();
        if (of != null) {
            return json.put("pos", misfit.position()).put("have", TypeJson.of(of));
        }
        json.put("pos", misfit.position() + 1L);
        RegoType have = misfit.have();
        if (have != null) {
            json.put("have", type(have));
        }
        RegoType want = misfit.want();
        json.put("want", want == null ? RegoNull.NULL : TypeJson.of(want));
        List<RegoValue> keys = misfit.keys().stream().sorted().toList();
        return json.put("oneOf", keys.isEmpty() ? RegoNull.NULL : array(keys));
    }

    private static RegoValue type(@Nullable RegoType type) {
        return type == null || type instanceof RegoType.Unknown ? RegoNull.NULL : TypeJson.of(type);
    }

    private static RegoValue term(TypeDetails.Key key) {
        RegoValue constant = key.constant();
        RegoObject.Builder term = RegoObject.builder();
        term.put(
                "type", RegoString.of(constant == null ? "var" : constant.kind().label()));
        term.put("value", constant == null ? RegoString.of(key.text()) : constant);
        return term.build();
    }

    private static RegoValue array(List<RegoValue> values) {
        return RegoArray.of(values);
    }
}
