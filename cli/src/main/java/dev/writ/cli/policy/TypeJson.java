package dev.writ.cli.policy;

import dev.writ.policy.builtin.BuiltinSignature;
import dev.writ.policy.type.RegoType;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;

/** Types as OPA's capabilities have them. */
final class TypeJson {

    private TypeJson() {}

    /** How a function is called. */
    static RegoObject function(BuiltinSignature signature, FunctionNames names) {
        RegoObject.Builder function = typed("function");
        if (!signature.operands().isEmpty()) {
            List<RegoValue> args = new ArrayList<>();
            for (int i = 0; i < signature.operands().size(); i++) {
                args.add(named(RegoType.parse(signature.operands().get(i)), names.operand(i)));
            }
            function.put("args", RegoArray.of(args));
        }
        String variadic = signature.variadic();
        if (variadic != null) {
            function.put("variadic", of(RegoType.parse(variadic)));
        }
        String result = signature.result();
        if (result != null) {
            function.put("result", named(RegoType.parse(result), names.result()));
        }
        return function.build();
    }

    private static RegoObject.Builder typed(String type) {
        RegoObject.Builder json = RegoObject.builder();
        json.put("type", RegoString.of(type));
        return json;
    }

    /** A type, with the name of what has it, where it has one. */
    static RegoValue named(RegoType type, String name) {
        RegoObject json = of(type);
        if (name.isEmpty()) {
            return json;
        }
        RegoObject.Builder named = RegoObject.builder();
        json.forEach(named::put);
        named.put("name", RegoString.of(name));
        return named.build();
    }

    static RegoObject of(RegoType type) {
        return switch (type) {
            case RegoType.Any ignored -> typed("any").build();
            case RegoType.Recursive ignored -> typed("any").build();
            case RegoType.Unknown ignored -> typed("any").build();
            case RegoType.FunctionType ignored -> typed("function").build();
            case RegoType.Scalar scalar -> typed(scalar.kind().label()).build();
            case RegoType.Union union -> {
                RegoObject.Builder json = typed("any");
                json.put("of", types(union.types()));
                yield json.build();
            }
            case RegoType.ArrayType array -> array(array);
            case RegoType.SetType set -> {
                RegoObject.Builder json = typed("set");
                json.put("of", of(set.element()));
                yield json.build();
            }
            case RegoType.ObjectType object -> object(object);
        };
    }

    private static RegoValue types(List<RegoType> types) {
        return RegoArray.of(types.stream().map(TypeJson::of).toList());
    }

    private static RegoObject array(RegoType.ArrayType type) {
        RegoObject.Builder json = typed("array");
        if (!type.fixed().isEmpty()) {
            json.put("static", types(type.fixed()));
        }
        RegoType rest = type.rest();
        if (rest != null) {
            json.put("dynamic", of(rest));
        }
        return json.build();
    }

    private static RegoObject object(RegoType.ObjectType type) {
        RegoObject.Builder json = typed("object");
        List<RegoValue> fixed = new ArrayList<>();
        type.fixed().forEach((key, value) -> {
            RegoObject.Builder property = RegoObject.builder();
            property.put("key", key);
            property.put("value", of(value));
            fixed.add(property.build());
        });
        if (!fixed.isEmpty()) {
            json.put("static", RegoArray.of(fixed));
        }
        RegoType key = type.key();
        RegoType value = type.value();
        if (key != null && value != null) {
            RegoObject.Builder rest = RegoObject.builder();
            rest.put("key", of(key));
            rest.put("value", of(value));
            json.put("dynamic", rest.build());
        }
        return json.build();
    }
}
