package dev.writ.api.platform;

import dev.writ.ledger.entry.Json;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Writes a {@link Json} value into an answer in the very form that was hashed. */
final class JsonSerializer extends StdSerializer<Json> {
    private JsonSerializer() {
        super(Json.class);
    }

    @Override
    public void serialize(Json value, JsonGenerator out, SerializationContext context) {
        out.writeRawValue(value.canonical().text());
    }

    /** Registers the serializer. */
    @Configuration(proxyBeanMethods = false)
    static class Registration {
        @Bean
        JacksonModule canonicalJson() {
            return new SimpleModule("writ-json").addSerializer(Json.class, new JsonSerializer());
        }
    }
}
