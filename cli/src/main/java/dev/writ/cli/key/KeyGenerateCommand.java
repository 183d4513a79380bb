package dev.writ.cli.key;

import dev.writ.cli.http.Json;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a producer's key and prints what an administrator needs to register it. */
@Command(
        name = "generate",
        description = {
            "Make an Ed25519 key in a new file that only you can read.",
            "Prints the public half as the body of `POST /api/v1/producers`."
        },
        footerHeading = "%nExample:%n",
        footer = "  writ key generate --producer training-pipeline --out producer.pem")
final class KeyGenerateCommand implements Callable<Integer> {
    @Option(
            names = "--producer",
            paramLabel = "ID",
            defaultValue = "producer",
            description = "Id of the producer, for the printed body (default: ${DEFAULT-VALUE}).")
    private String producer = "producer";

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The new file.")
    private @Nullable Path out;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        ProducerKey key = ProducerKey.generate(new SecureRandom());
        key.write(Objects.requireNonNull(out));
        spec.commandLine().getOut().println(Json.pretty(key.registration(producer)));
        return 0;
    }
}
