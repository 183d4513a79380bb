package dev.writ.policy.builtin.std;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.regex.RegularExpression;
import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.Builtin.Binary;
import dev.writ.policy.builtin.Builtin.Unary;
import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.PatternCache;
import dev.writ.policy.builtin.golang.GoRegexp;
import dev.writ.policy.value.JsonException;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;

/**
 * JSON Schema, drafts 4, 6 and 7, by the networknt validator: with the patterns of RE2, and without references to
 * anything outside of the schema. {@code $schema} picks the draft; without it, it is draft 7.
 */
final class SchemaMatch {

    private static final PatternCache.Kind<Schema> COMPILED = new PatternCache.Kind<>("json schema", Schema.class);

    private SchemaMatch() {}

    static Map<String, Builtin> functions() {
        return Map.of(
                "json.match_schema", (Binary) SchemaMatch::match,
                "json.verify_schema", (Unary) SchemaMatch::verify);
    }

    private static RegoValue verify(BuiltinContext context, RegoValue operand) {
        try {
            SchemaChecks.check(context, document(context, operand));
            return RegoArray.of(RegoBoolean.TRUE, RegoNull.NULL);
        } catch (SchemaChecks.Invalid e) {
            return RegoArray.of(RegoBoolean.FALSE, RegoString.of("jsonschema: " + e.reason()));
        }
    }

    private static RegoValue match(BuiltinContext context, RegoValue operand, RegoValue schemaOperand) {
        try {
            RegoValue document = document(context, operand);
            RegoValue schema = document(context, schemaOperand);
            SchemaChecks.check(context, schema);
            String key = version(schema) + JsonWriter.compact(withoutDialect(schema));
            Schema compiled = context.patterns().get(COMPILED, key, SchemaMatch::compile);
            context.checkpoint();
            List<RegoValue> errors =
                    SchemaErrors.of(compiled.validate(JsonWriter.compact(document), InputFormat.JSON), document);
            context.checkpoint();
            return RegoArray.of(RegoBoolean.of(errors.isEmpty()), RegoArray.of(errors));
        } catch (SchemaChecks.Invalid e) {
            throw BuiltinFailure.error(e.reason());
        } catch (JacksonException e) {
            // The validator reads text of its own, with limits that are below those of this engine.
            throw BuiltinFailure.error(e.getOriginalMessage());
        } catch (StackOverflowError e) {
            throw BuiltinFailure.error("the schema refers to itself without an end");
        }
    }

    /** A document is written as a value or as the text of one. */
    private static RegoValue document(BuiltinContext context, RegoValue operand) throws SchemaChecks.Invalid {
        if (operand instanceof RegoString text) {
            try {
                return JsonText.read(context, text.value());
            } catch (JsonException e) {
                throw new SchemaChecks.Invalid("invalid JSON string");
            }
        }
        if (operand instanceof RegoObject || operand instanceof RegoArray) {
            return JsonText.read(context, JsonWriter.compact(operand));
        }
        throw new SchemaChecks.Invalid("wrong type, expected string or object");
    }

    /** The number of the draft: 4, 6 or 7. */
    private static char version(RegoValue schema) {
        String dialect = schema instanceof RegoObject object && object.get("$schema") instanceof RegoString named
                ? named.value()
                : "";
        if (dialect.contains("draft-04") || usesDraft4(schema)) {
            return '4';
        }
        return dialect.contains("draft-06") ? '6' : '7';
    }

    /** Without a dialect, OPA takes keywords of all three drafts; this one means something else in each. */
    private static boolean usesDraft4(RegoValue schema) {
        return switch (schema) {
            case RegoObject object -> {
                boolean old = object.get("exclusiveMinimum") instanceof RegoBoolean
                        || object.get("exclusiveMaximum") instanceof RegoBoolean;
                for (int i = 0; i < object.size() && !old; i++) {
                    old = usesDraft4(object.valueAt(i));
                }
                yield old;
            }
            case RegoArray array -> array.toList().stream().anyMatch(SchemaMatch::usesDraft4);
            default -> false;
        };
    }

    /** The dialect is chosen already, and one that nobody knows is no error in OPA. */
    private static RegoValue withoutDialect(RegoValue schema) {
        if (!(schema instanceof RegoObject object) || object.get("$schema") == null) {
            return schema;
        }
        RegoObject.Builder rest = RegoObject.builder();
        object.forEach((key, value) -> {
            if (!key.equals(RegoString.of("$schema"))) {
                rest.put(key, value);
            }
        });
        return rest.build();
    }

    private static Schema compile(String key) {
        Dialect draft = switch (key.charAt(0)) {
            case '4' -> Dialects.getDraft4();
            case '6' -> Dialects.getDraft6();
            default -> Dialects.getDraft7();
        };
        Dialect dialect = Dialect.builder(draft).format(new EmailFormat()).build();
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .formatAssertionsEnabled(true)
                .losslessNarrowing(true)
                .regularExpressionFactory(SchemaMatch::pattern)
                .build();
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                dialect,
                builder -> builder.schemaRegistryConfig(config)
                        .schemaLoader(loader -> loader.fetchRemoteResources(false)));
        return registry.getSchema(key.substring(1), InputFormat.JSON);
    }

    private static RegularExpression pattern(String pattern) {
        GoRegexp compiled = GoRegexp.compile(pattern);
        return compiled::matches;
    }
}
