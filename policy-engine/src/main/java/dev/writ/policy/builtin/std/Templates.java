package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.Builtin.Binary;
import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.PatternCache;
import dev.writ.policy.builtin.golang.GoArg;
import dev.writ.policy.builtin.golang.GoValueText;
import dev.writ.policy.builtin.template.Template;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code strings.render_template}: Go's templates over the JSON form of an object. */
final class Templates {

    private static final PatternCache.Kind<Template> TEMPLATE = new PatternCache.Kind<>("template", Template.class);

    private Templates() {}

    static Map<String, Builtin> functions() {
        return Map.of("strings.render_template", (Binary) Templates::render);
    }

    private static RegoValue render(BuiltinContext context, RegoValue template, RegoValue variables) {
        String source = Operands.string(template, 1);
        RegoObject object = Operands.object(variables, 2);
        GoArg.Dict data = dict(context, object, 0);
        String text = context.patterns().get(TEMPLATE, source, Template::parse).render(context, data);
        return RegoString.of(text.replace("<no value>", "<undefined>"));
    }

    private static GoArg.Dict dict(BuiltinContext context, RegoObject object, int depth) {
        Map<String, GoArg> entries = new HashMap<>();
        for (int i = 0; i < object.size(); i++) {
            RegoValue key = object.keyAt(i);
            if (!(key instanceof RegoString name)) {
                throw noJson(key, " looking for beginning of object key string");
            }
            entries.put(name.value(), value(context, object.valueAt(i), depth + 1));
        }
        return GoArg.Dict.of(entries);
    }

    private static GoArg value(BuiltinContext context, RegoValue value, int depth) {
        context.checkpoint();
        if (depth > context.limits().maxDepth()) {
            throw context.limitExceeded("the nesting of the variables of `strings.render_template`");
        }
        return switch (value) {
            case RegoNull n -> new GoArg.Nil();
            case RegoBoolean bool -> new GoArg.Bool(bool.equals(RegoBoolean.TRUE));
            case RegoNumber number -> new GoArg.JsonNumber(number.text());
            case RegoString string -> new GoArg.Str(string.value());
            case RegoArray array -> {
                List<GoArg> elements = new ArrayList<>(array.size());
                for (RegoValue element : array) {
                    elements.add(value(context, element, depth + 1));
                }
                yield new GoArg.Slice(elements, spare(elements.size()));
            }
            case RegoObject object -> dict(context, object, depth);
            case RegoSet set -> throw noJson(set);
        };
    }

    /** Go doubles the room of a slice as it reads one, so that a template can see some of it behind the end. */
    private static int spare(int size) {
        int room = size <= 1 ? size : Integer.highestOneBit(size - 1) << 1;
        return size <= 512 ? room - size : 0;
    }

    /** A set has no JSON form; its text is read as an object, and its first element as a key. */
    private static BuiltinFailure noJson(RegoSet set) {
        if (set.size() == 0) {
            return BuiltinFailure.error("invalid character 's' looking for beginning of value");
        }
        if (!(set.get(0) instanceof RegoString)) {
            return noJson(set.get(0), " looking for beginning of object key string");
        }
        return BuiltinFailure.error("invalid character '" + (set.size() == 1 ? '}' : ',') + "' after object key");
    }

    private static BuiltinFailure noJson(RegoValue value, String where) {
        return BuiltinFailure.error(
                "invalid character '" + GoValueText.of(value).charAt(0) + "'" + where);
    }
}
