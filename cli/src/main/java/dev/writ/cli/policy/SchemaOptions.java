package dev.writ.cli.policy;

import dev.writ.policy.bundle.SchemaFiles;
import dev.writ.policy.check.types.Schemas;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says which schemas the policies are checked against. */
final class SchemaOptions {

    @Option(
            names = {"-s", "--schema"},
            paramLabel = "PATH",
            description = "Check types with JSON Schemas: a file for `input`, or a folder whose files annotations name"
                    + " by their path, as in schema.a.b.")
    private @Nullable Path path;

    /** The schemas; none where none are asked for. */
    Schemas read() {
        Path given = path;
        return given == null ? Schemas.NONE : SchemaFiles.read(given);
    }
}
