package dev.writ.policy.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.policy.EngineOptions;
import dev.writ.policy.NativePolicyEngine;
import dev.writ.policy.PolicyException;
import dev.writ.policy.check.CheckOptions;
import dev.writ.policy.check.types.Schemas;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.value.RegoObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SchemaFilesTest {

    @Test
    void aFileIsTheSchemaOfInputEverywhere(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("input.json");
        Files.writeString(file, "{\"type\": \"object\", \"properties\": {\"user\": {\"type\": \"string\"}}}");
        Schemas schemas = SchemaFiles.read(file);

        assertThat(check(schemas, "p if input.user == \"x\"")).isEqualTo("accepted");
        assertThat(check(schemas, "p if input.usr == \"x\""))
                .isEqualTo("a.rego:2:6: rego_type_error: undefined ref: `input.usr`");
    }

    @Test
    void aFolderHasSchemasByTheirPaths(@TempDir Path folder) throws IOException {
        Files.createDirectory(folder.resolve("people"));
        Files.writeString(folder.resolve("people/name.yaml"), "type: number\n");
        Schemas schemas = SchemaFiles.read(folder);
        String annotated = "# METADATA\n# schemas:\n# - input: schema.people.name\np if input == \"x\"";

        assertThat(schemas.find(List.of("people", "name"))).isPresent();
        assertThat(check(schemas, "p if input == \"x\"")).isEqualTo("accepted");
        assertThat(check(schemas, annotated)).isEqualTo("a.rego:5:6: rego_type_error: match error");
    }

    @Test
    void whatCannotBeReadIsSaidWithItsName(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("bad.json");
        Files.writeString(file, "{\"a\": ");
        assertThatThrownBy(() -> SchemaFiles.read(file))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("bad.json")
                .hasMessageContaining("is neither JSON nor YAML");
        assertThatThrownBy(() -> SchemaFiles.read(folder.resolve("nothing")))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("does not exist");
    }

    private static String check(Schemas schemas, String rules) {
        try {
            NativePolicyEngine.create(
                    List.of(new SourceFile("a.rego", "package t\n" + rules)),
                    RegoObject.EMPTY,
                    EngineOptions.standard().withCheck(CheckOptions.DEFAULT.withSchemas(schemas)));
            return "accepted";
        } catch (PolicyException refused) {
            return refused.diagnostics().getFirst().toString();
        }
    }
}
