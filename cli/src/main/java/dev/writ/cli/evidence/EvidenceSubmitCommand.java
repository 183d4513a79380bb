package dev.writ.cli.evidence;

import dev.writ.cli.http.Connection;
import dev.writ.cli.http.ServiceClient;
import dev.writ.cli.key.ProducerKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Submits evidence and prints what the service recorded. */
@Command(
        name = "submit",
        description = "Submit evidence; statements are signed on the way.",
        footerHeading = "%nExample:%n",
        footer = "  writ evidence submit --producer-key producer.pem evidence/*.json")
final class EvidenceSubmitCommand implements Callable<Integer> {
    @Mixin
    private Connection connection = new Connection();

    @Option(
            names = "--producer-key",
            paramLabel = "FILE",
            description = "The producer's key; not needed for files that are signed already.")
    private @Nullable Path key;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Statements or DSSE envelopes.")
    private List<Path> files = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Optional<ProducerKey> producer = Optional.ofNullable(key).map(ProducerKey::read);
        var envelopes = files.stream()
                .map(file -> EvidenceFile.envelope(file, producer))
                .toList();
        try (ServiceClient service = connection.client()) {
            for (int i = 0; i < files.size(); i++) {
                Submitted submitted = Submitted.submit(service, envelopes.get(i));
                spec.commandLine().getOut().println(files.get(i) + ": recorded as " + submitted);
            }
        }
        return 0;
    }
}
