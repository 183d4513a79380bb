package dev.writ.cli.gate;

import dev.writ.cli.evidence.EvidenceFile;
import dev.writ.cli.evidence.Submitted;
import dev.writ.cli.http.Connection;
import dev.writ.cli.http.ServiceClient;
import dev.writ.cli.key.ProducerKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Asks the service for a promotion. */
@Command(
        name = "gate",
        description = {
            "Ask the service whether a model may be promoted, from a CI pipeline.",
            "Evidence given here is submitted first. Only signed evidence counts; nothing in the request does."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:allowed",
            "1:no decision: wrong arguments, service unreachable, token refused, ...",
            "2:denied",
            "3:people must approve first"
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  writ gate --url https://writ.example --subject ci --model home-mortgage:1.0.0 \\",
            "    --artifact model.onnx --environment staging --producer-key producer.pem \\",
            "    --evidence evaluation.json --format markdown >> \"$GITHUB_STEP_SUMMARY\""
        })
public final class GateCommand implements Callable<Integer> {
    /** Either the artifact or its digest. */
    private static final class What {
        @Option(names = "--artifact", paramLabel = "FILE", description = "The artifact; its real bytes are hashed.")
        private @Nullable Path artifact;

        @Option(
                names = "--digest",
                paramLabel = "DIGEST",
                description = "The artifact's digest: sha256:<64 hex digits>.")
        private @Nullable String digest;

        private String get() {
            if (artifact != null) {
                return Artifact.digest(artifact);
            }
            return Artifact.checked(digest == null ? "" : digest);
        }
    }

    @Mixin
    private Connection connection = new Connection();

    @Option(
            names = "--subject",
            paramLabel = "ID",
            required = true,
            defaultValue = "${env:WRIT_SUBJECT}",
            description = "Principal that the token belongs to (default: $WRIT_SUBJECT).")
    private String subject = "";

    @Option(names = "--model", paramLabel = "ID", required = true, description = "Name and version of the model.")
    private String model = "";

    @ArgGroup(exclusive = true, multiplicity = "1")
    private What what = new What();

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            required = true,
            description = "Where to: staging, production, ...")
    private String environment = "";

    @Option(
            names = "--evidence",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Statements or DSSE envelopes to submit first.")
    private List<Path> evidence = List.of();

    @Option(names = "--producer-key", paramLabel = "FILE", description = "The key to sign those statements with.")
    private @Nullable Path producerKey;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, json or markdown (default: ${DEFAULT-VALUE}).")
    private Report format = Report.TEXT;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var request = new PromotionRequest(subject, model, what.get(), environment);
        Optional<ProducerKey> key = Optional.ofNullable(producerKey).map(ProducerKey::read);
        List<JsonNode> envelopes =
                evidence.stream().map(file -> EvidenceFile.envelope(file, key)).toList();
        try (ServiceClient service = connection.client()) {
            for (int i = 0; i < envelopes.size(); i++) {
                Submitted submitted = Submitted.submit(service, envelopes.get(i));
                spec.commandLine().getErr().println("submitted " + evidence.get(i) + ": " + submitted);
            }
            Decision decision = Decision.of(ServiceClient.json(service.post("/access/v1/evaluation", request.json())));
            spec.commandLine().getOut().print(format.of(request, decision));
            spec.commandLine().getOut().flush();
            return decision.outcome().exitCode();
        }
    }
}
