package dev.writ.policy.builtin;

import dev.writ.policy.type.RegoType;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import dev.writ.policy.value.ValueKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How capabilities files write functions and types. */
final class CapabilitiesJson {
    private static final int MAX_DEPTH = 32;

    private CapabilitiesJson() {}

    static List<BuiltinSignature> builtins(@Nullable RegoValue value) {
        List<BuiltinSignature> found = new ArrayList<>();
        if (value instanceof RegoArray array) {
            array.forEach(builtin -> found.add(builtin(builtin)));
        } else if (value != null) {
            throw new CapabilitiesException("`builtins` must be an array of functions");
        }
        return found;
    }

    private static BuiltinSignature builtin(RegoValue value) {
        if (!(value instanceof RegoObject builtin) || !(builtin.get("name") instanceof RegoString name)) {
            throw new CapabilitiesException("a built-in function has no `name`");
        }
        RegoValue declared = builtin.get("decl");
        if (!(declared instanceof RegoObject decl) || !isType(decl, "function")) {
            throw new CapabilitiesException("the built-in function `" + name.value() + "` has no `decl` of a function");
        }
        List<String> operands = new ArrayList<>();
        if (decl.get("args") instanceof RegoArray args) {
            args.forEach(arg -> operands.add(type(arg, 0).toString()));
        }
        RegoValue rest = decl.get("variadic");
        RegoValue result = decl.get("result");
        return new BuiltinSignature(
                name.value(),
                operands,
                rest == null ? null : type(rest, 0).toString(),
                result == null ? null : type(result, 0).toString(),
                builtin.get("infix") instanceof RegoString infix ? infix.value() : null,
                isSet(builtin, "relation"),
                isSet(builtin, "deprecated"),
                isSet(builtin, "nondeterministic"));
    }

    private static boolean isSet(RegoObject object, String member) {
        return RegoBoolean.TRUE.equals(object.get(member));
    }

    private static boolean isType(RegoObject object, String name) {
        return object.get("type") instanceof RegoString type && type.value().equals(name);
    }

    private static RegoType type(@Nullable RegoValue value, int depth) {
        if (!(value instanceof RegoObject object) || !(object.get("type") instanceof RegoString name)) {
            throw new CapabilitiesException("a type must be an object with a `type`, not `" + value + "`");
        }
        if (depth > MAX_DEPTH) {
            throw new CapabilitiesException("a type is nested deeper than " + MAX_DEPTH + " levels");
        }
        return switch (name.value()) {
            case "null" -> new RegoType.Scalar(ValueKind.NULL);
            case "boolean" -> new RegoType.Scalar(ValueKind.BOOLEAN);
            case "number" -> new RegoType.Scalar(ValueKind.NUMBER);
            case "string" -> new RegoType.Scalar(ValueKind.STRING);
            case "any" -> any(object, depth);
            case "array" -> array(object, depth);
            case "set" -> new RegoType.SetType(type(object.get("of"), depth + 1));
            case "object" -> object(object, depth);
            default -> throw new CapabilitiesException("there is no type `" + name.value() + "`");
        };
    }

    private static RegoType any(RegoObject object, int depth) {
        List<RegoType> types = types(object.get("of"), depth);
        return types.isEmpty() ? new RegoType.Any() : new RegoType.Union(types);
    }

    private static RegoType array(RegoObject object, int depth) {
        RegoValue rest = object.get("dynamic");
        return new RegoType.ArrayType(types(object.get("static"), depth), rest == null ? null : type(rest, depth + 1));
    }

    private static List<RegoType> types(@Nullable RegoValue value, int depth) {
        List<RegoType> types = new ArrayList<>();
        if (value instanceof RegoArray array) {
            array.forEach(type -> types.add(type(type, depth + 1)));
        }
        return types;
    }

    private static RegoType object(RegoObject object, int depth) {
        SortedMap<RegoValue, RegoType> fixed = new TreeMap<>();
        if (object.get("static") instanceof RegoArray entries) {
            for (RegoValue entry : entries) {
                RegoValue key = entry instanceof RegoObject pair ? pair.get("key") : null;
                if (key == null) {
                    throw new CapabilitiesException("an entry of an object type has no `key`");
                }
                fixed.put(key, type(((RegoObject) entry).get("value"), depth + 1));
            }
        }
        if (!(object.get("dynamic") instanceof RegoObject dynamic)) {
            return new RegoType.ObjectType(fixed, null, null);
        }
        return new RegoType.ObjectType(
                fixed, type(dynamic.get("key"), depth + 1), type(dynamic.get("value"), depth + 1));
    }

    static RegoArray names(Collection<String> names) {
        return RegoArray.of(names.stream().map(RegoString::of).toList());
    }

    static RegoArray written(List<BuiltinSignature> builtins) {
        return RegoArray.of(builtins.stream().map(CapabilitiesJson::written).toList());
    }

    private static RegoObject written(BuiltinSignature builtin) {
        RegoObject.Builder decl = RegoObject.builder();
        if (!builtin.operands().isEmpty()) {
            decl.put(
                    "args", all(builtin.operands().stream().map(RegoType::parse).toList()));
        }
        String rest = builtin.variadic();
        if (rest != null) {
            decl.put("variadic", written(RegoType.parse(rest)));
        }
        String result = builtin.result();
        if (result != null) {
            decl.put("result", written(RegoType.parse(result)));
        }
        decl.put("type", RegoString.of("function"));
        RegoObject.Builder out = RegoObject.builder();
        out.put("name", RegoString.of(builtin.name()));
        out.put("decl", decl.build());
        String infix = builtin.infix();
        if (infix != null) {
            out.put("infix", RegoString.of(infix));
        }
        flag(out, "relation", builtin.relation());
        flag(out, "deprecated", builtin.deprecated());
        flag(out, "nondeterministic", builtin.nondeterministic());
        return out.build();
    }

    private static void flag(RegoObject.Builder out, String name, boolean set) {
        if (set) {
            out.put(name, RegoBoolean.TRUE);
        }
    }

    private static RegoArray all(List<RegoType> types) {
        return RegoArray.of(types.stream().map(CapabilitiesJson::written).toList());
    }

    private static RegoObject written(RegoType type) {
        RegoObject.Builder out = RegoObject.builder();
        switch (type) {
            case RegoType.Any t -> out.put("type", RegoString.of("any"));
            case RegoType.Unknown t -> out.put("type", RegoString.of("any"));
            case RegoType.Recursive t -> out.put("type", RegoString.of("any"));
            case RegoType.FunctionType t -> out.put("type", RegoString.of("function"));
            case RegoType.Scalar t -> out.put("type", RegoString.of(t.kind().label()));
            case RegoType.Union t -> out.put("type", RegoString.of("any")).put("of", all(t.types()));
            case RegoType.SetType t -> out.put("type", RegoString.of("set")).put("of", written(t.element()));
            case RegoType.ArrayType t -> {
                RegoType rest = t.rest();
                out.put("type", RegoString.of("array"));
                if (!t.fixed().isEmpty()) {
                    out.put("static", all(t.fixed()));
                }
                if (rest != null) {
                    out.put("dynamic", written(rest));
                }
            }
            case RegoType.ObjectType t -> object(t, out);
        }
        return out.build();
    }

    private static void object(RegoType.ObjectType type, RegoObject.Builder out) {
        RegoType key = type.key();
        RegoType value = type.value();
        out.put("type", RegoString.of("object"));
        if (!type.fixed().isEmpty()) {
            List<RegoValue> entries = new ArrayList<>();
            type.fixed()
                    .forEach((name, entry) -> entries.add(RegoObject.builder()
                            .put("key", name)
                            .put("value", written(entry))
                            .build()));
            out.put("static", RegoArray.of(entries));
        }
        if (key != null && value != null) {
            out.put(
                    "dynamic",
                    RegoObject.builder()
                            .put("key", written(key))
                            .put("value", written(value))
                            .build());
        }
    }
}
