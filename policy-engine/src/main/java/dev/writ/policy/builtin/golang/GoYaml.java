package dev.writ.policy.builtin.golang;

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
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads one YAML document as JSON values. Aliases are bounded, so that a short text cannot become a huge value. */
public final class GoYaml {

    private static final int MAX_ALIASES = 1_000;

    /** A text that is no YAML, or no JSON value. */
    public static final class YamlException extends Exception {
        private static final long serialVersionUID = 1;

        YamlException(String message) {
            super(message);
        }
    }

    private static final long FREE_NODES = 100_000;
    private static final int NODES_A_CHARACTER = 10;

    private final int maxDepth;
    private long budget;

    private GoYaml(int maxDepth, long budget) {
        this.maxDepth = maxDepth;
        this.budget = budget;
    }

    /**
     * The value of a document; an empty text is null.
     *
     * @param maxDepth the deepest nesting
     * @throws YamlException if the text is no single YAML document, or deeper
     */
    public static RegoValue read(String text, int maxDepth) throws YamlException {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setMaxAliasesForCollections(MAX_ALIASES)
                .setCodePointLimit(Integer.MAX_VALUE)
                .setAllowDuplicateKeys(false)
                .build();
        try {
            Object document = new Load(settings).loadFromString(text);
            long nodes = FREE_NODES + (long) NODES_A_CHARACTER * text.length();
            return new GoYaml(maxDepth, nodes).convert(document, 0);
        } catch (YamlEngineException e) {
            throw new YamlException(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("malformed"));
        } catch (StackOverflowError e) {
            throw new YamlException("nested too deeply");
        }
    }

    private RegoValue convert(@Nullable Object value, int depth) throws YamlException {
        if (depth > maxDepth) {
            throw new YamlException("nested too deeply");
        }
        budget--;
        if (budget < 0) {
            throw new YamlException("aliases make it too large");
        }
        return switch (value) {
            case null -> RegoNull.NULL;
            case Boolean truth -> RegoBoolean.of(truth);
            case Number number -> number(number.toString());
            case Map<?, ?> map -> object(map, depth);
            case List<?> list -> array(list, depth);
            default -> RegoString.of(value.toString());
        };
    }

    private static RegoValue number(String text) throws YamlException {
        try {
            return RegoNumber.parse(text.endsWith(".0") ? text.substring(0, text.length() - 2) : text);
        } catch (NumberFormatException e) {
            throw new YamlException("`" + text + "` is no number of JSON");
        }
    }

    private RegoValue array(List<?> list, int depth) throws YamlException {
        RegoValue[] elements = new RegoValue[list.size()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = convert(list.get(i), depth + 1);
        }
        return RegoArray.wrap(elements);
    }

    private RegoValue object(Map<?, ?> map, int depth) throws YamlException {
        RegoObject.Builder object = RegoObject.builder();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            RegoValue key = convert(entry.getKey(), depth + 1);
            if (key instanceof RegoArray || key instanceof RegoObject) {
                throw new YamlException("a key is a collection");
            }
            String name = key instanceof RegoString string ? string.value() : key.toString();
            object.put(name, convert(entry.getValue(), depth + 1));
        }
        return object.build();
    }
}
