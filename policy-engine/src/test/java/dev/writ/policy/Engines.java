package dev.writ.policy;

import dev.writ.policy.source.SourceFile;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;

/** Makes engines for tests. */
public final class Engines {

    private Engines() {}

    /** An engine for the modules, which are called {@code test-0.rego} and so on, with base data as JSON. */
    public static PolicyEngine engine(String data, List<String> modules) {
        List<SourceFile> files = new ArrayList<>();
        for (int i = 0; i < modules.size(); i++) {
            files.add(new SourceFile("test-" + i + ".rego", modules.get(i)));
        }
        return NativePolicyEngine.create(files, (RegoObject) json(data), EngineOptions.standard());
    }

    /** An engine for modules without base data. */
    public static PolicyEngine engine(String... modules) {
        return engine("{}", List.of(modules));
    }

    /** A value of JSON text. */
    public static RegoValue json(String text) {
        return JsonReader.read(text);
    }

    /** The value as JSON shows it: sets as arrays. */
    public static RegoValue asJson(RegoValue value) {
        return json(JsonWriter.compact(value));
    }
}
