package dev.writ.policy.parse;

import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** YAML's values as Rego's. */
final class YamlValues {
    private YamlValues() {}

    static RegoValue convert(@Nullable Object value) {
        if (value == null) {
            return RegoNull.NULL;
        }
        if (value instanceof Boolean truth) {
            return RegoBoolean.of(truth);
        }
        if (value instanceof Number number) {
            return number(number.toString());
        }
        if (value instanceof Map<?, ?> map) {
            return map(map);
        }
        if (value instanceof List<?> list) {
            return RegoArray.of(list.stream().map(YamlValues::convert).toList());
        }
        return RegoString.of(value.toString());
    }

    private static RegoValue number(String text) {
        try {
            return RegoNumber.parse(text);
        } catch (NumberFormatException notFinite) {
            throw new IllegalArgumentException("`" + text + "` is no number of JSON", notFinite);
        }
    }

    private static RegoValue map(Map<?, ?> map) {
        RegoObject.Builder builder = RegoObject.builder();
        map.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw new IllegalArgumentException("keys must be text, found `" + key + "`");
            }
            builder.put(name, convert(value));
        });
        return builder.build();
    }
}
