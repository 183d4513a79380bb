package dev.writ.api.platform;

import com.fasterxml.jackson.databind.JavaType;
import dev.writ.ledger.entry.Json;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the OpenAPI document says of types: a member is required unless it is optional or nullable in Java, and {@link Json} is any
 * JSON. The document is made from types by reflection anyway; this is the one place where we look at them so ourselves.
 */
@Component
class OpenApiModels implements ModelConverter {
    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Class<?> raw = raw(type.getType());
        if (Json.class.isAssignableFrom(raw)) {
            return json(raw);
        }
        Schema<?> resolved = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        if (resolved != null && raw.isRecord()) {
            require(raw, defined(resolved, context));
        }
        return resolved;
    }

    private static Class<?> raw(Type type) {
        JavaType known = Json31.mapper().constructType(type);
        return known.getRawClass();
    }

    private static Schema<?> json(Class<?> raw) {
        var schema = new JsonSchema();
        if (raw == Json.Obj.class) {
            schema.setTypes(Set.of("object"));
        } else if (raw == Json.Arr.class) {
            schema.setTypes(Set.of("array"));
            schema.setItems(new JsonSchema());
        }
        schema.setDescription("JSON");
        return schema;
    }

    private static Schema<?> defined(Schema<?> resolved, ModelConverterContext context) {
        String ref = resolved.get$ref();
        Schema<?> found =
                ref == null ? resolved : context.getDefinedModels().get(ref.substring(ref.lastIndexOf('/') + 1));
        return found == null ? resolved : found;
    }

    /** In bodies of requests {@code null} is as good as nothing; not said of objects, whose types would lose their names in clients. */
    private static void orNull(Schema<?> property) {
        if (property.getTypes() != null && !property.getTypes().contains("object")) {
            Set<String> types = new TreeSet<>(property.getTypes());
            types.add("null");
            property.setTypes(types);
            nullIsOneOf(property);
        }
    }

    private static <T> void nullIsOneOf(Schema<T> property) {
        if (property.getEnum() != null && !property.getEnum().contains(null)) {
            property.addEnumItemObject(null);
        }
    }

    private static void require(Class<?> raw, Schema<?> schema) {
        if (schema.getProperties() == null) {
            return;
        }
        Set<String> required = new TreeSet<>();
        for (RecordComponent part : raw.getRecordComponents()) {
            Schema<?> property = schema.getProperties().get(part.getName());
            boolean nullable = part.getAnnotatedType().isAnnotationPresent(Nullable.class);
            if (property != null && nullable) {
                orNull(property);
            } else if (property != null && part.getType() != Optional.class) {
                required.add(part.getName());
            }
        }
        schema.setRequired(required.isEmpty() ? null : List.copyOf(required));
    }
}
