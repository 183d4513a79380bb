package dev.writ.policy.builtin;

import dev.writ.policy.value.JsonException;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What policies may use: the content of a capabilities file, as {@code opa capabilities} prints it.
 *
 * @param builtins the functions that may be called, as the file declares them
 * @param futureKeywords what {@code import future.keywords} may bring
 * @param features names of features of the language
 * @param allowNet the hosts that may be reached, null for all
 * @param document the file as it is
 */
public record Capabilities(
        List<BuiltinSignature> builtins,
        List<String> futureKeywords,
        List<String> features,
        @Nullable List<String> allowNet,
        RegoObject document) {

    /** May always be called. */
    private static final String PRINT = "print";

    /** The future keywords of Rego v1 that OPA 1.22.2 has. */
    private static final List<String> KEYWORDS = List.of("and", "not", "or");

    /** The features that OPA 1.22.2 has. */
    private static final List<String> FEATURES =
            List.of("keywords_in_refs", "rego_v1", "rego_v2", "rego_v2_import", "template_strings");

    public Capabilities {
        builtins = List.copyOf(builtins);
        futureKeywords = List.copyOf(futureKeywords);
        features = List.copyOf(features);
        allowNet = allowNet == null ? null : List.copyOf(allowNet);
        Objects.requireNonNull(document, "document");
    }

    /** Those of OPA 1.22.2, which are all there are. */
    public static Capabilities current() {
        List<BuiltinSignature> builtins = SignatureTable.load();
        RegoObject.Builder document = RegoObject.builder();
        document.put("builtins", CapabilitiesJson.written(builtins));
        document.put("future_keywords", CapabilitiesJson.names(KEYWORDS));
        document.put("features", CapabilitiesJson.names(FEATURES));
        return new Capabilities(builtins, KEYWORDS, FEATURES, null, document.build());
    }

    /**
     * Those that {@code json} holds.
     *
     * @throws CapabilitiesException if it is no capabilities file; the message says why
     */
    public static Capabilities read(String json) {
        try {
            if (!(JsonReader.read(json) instanceof RegoObject object)) {
                throw new CapabilitiesException("capabilities must be a JSON object");
            }
            RegoValue hosts = object.get("allow_net");
            return new Capabilities(
                    CapabilitiesJson.builtins(object.get("builtins")),
                    names(object, "future_keywords"),
                    names(object, "features"),
                    hosts == null ? null : names(object, "allow_net"),
                    object);
        } catch (JsonException notJson) {
            throw new CapabilitiesException("capabilities are not JSON: " + notJson.getMessage());
        }
    }

    private static List<String> names(RegoObject object, String member) {
        RegoValue value = object.get(member);
        List<String> names = new ArrayList<>();
        if (value instanceof RegoArray array) {
            for (RegoValue element : array) {
                if (!(element instanceof RegoString name)) {
                    throw new CapabilitiesException("`" + member + "` must be an array of strings");
                }
                names.add(name.value());
            }
        } else if (value != null) {
            throw new CapabilitiesException("`" + member + "` must be an array of strings");
        }
        return names;
    }

    /** True if {@code name} may be called. */
    public boolean hasBuiltin(String name) {
        return builtins.stream().anyMatch(builtin -> builtin.name().equals(name));
    }

    /** The functions of {@code registry} that may be called, and those that only the file declares. */
    public BuiltinRegistry restrict(BuiltinRegistry registry) {
        Map<String, Builtin> implementations = new HashMap<>();
        List<BuiltinSignature> signatures = new ArrayList<>();
        for (BuiltinSignature declared : builtins) {
            BuiltinSignature known = registry.signature(declared.name()).orElse(declared);
            signatures.add(known);
            registry.implementation(known.name()).ifPresent(found -> implementations.put(known.name(), found));
        }
        if (!hasBuiltin(PRINT)) {
            registry.signature(PRINT).ifPresent(signatures::add);
        }
        return BuiltinRegistry.of(signatures, implementations);
    }
}
