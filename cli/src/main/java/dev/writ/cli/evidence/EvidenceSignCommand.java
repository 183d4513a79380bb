package dev.writ.cli.evidence;

import dev.writ.cli.http.Json;
import dev.writ.cli.key.ProducerKey;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Signs one statement and prints the envelope. */
@Command(
        name = "sign",
        description = "Sign an in-toto statement and print the DSSE envelope.",
        footerHeading = "%nExample:%n",
        footer = "  writ evidence sign --producer-key producer.pem evaluation.json > evaluation.dsse.json")
final class EvidenceSignCommand implements Callable<Integer> {
    @Option(
            names = "--producer-key",
            paramLabel = "FILE",
            required = true,
            description = "The producer's key (`writ key generate`).")
    private @Nullable Path key;

    @Parameters(paramLabel = "FILE", description = "The statement.")
    private @Nullable Path file;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        ProducerKey producer = ProducerKey.read(Objects.requireNonNull(key));
        spec.commandLine()
                .getOut()
                .println(Json.pretty(EvidenceFile.envelope(Objects.requireNonNull(file), Optional.of(producer))));
        return 0;
    }
}
