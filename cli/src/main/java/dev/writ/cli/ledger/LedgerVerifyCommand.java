package dev.writ.cli.ledger;

import dev.writ.cli.ExitCode;
import dev.writ.cli.Failure;
import dev.writ.cli.Home;
import dev.writ.cli.Terminal;
import dev.writ.cli.http.Connection;
import dev.writ.cli.http.Json;
import dev.writ.cli.http.ServiceClient;
import dev.writ.ledger.pack.EvidencePack;
import dev.writ.ledger.verify.DirectorySource;
import dev.writ.ledger.verify.Finding;
import dev.writ.ledger.verify.LogVerifier;
import dev.writ.ledger.verify.PackReport;
import dev.writ.ledger.verify.PackVerifier;
import dev.writ.ledger.verify.VerificationReport;
import dev.writ.ledger.verify.VerificationRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Verifies a whole log. */
@Command(
        name = "verify",
        description = {
            "Verify a log: signatures, every entry, every tile and the hash chain; on request also that it",
            "extends older checkpoints and holds given proofs. Reads an exported folder (--dir), the data folder of a",
            "stopped service (--data-dir) or a PostgreSQL database (--db-url), or asks a service that it does not trust",
            "(--url).",
            "In a database the values beside the log are checked, too: each fits, or an entry tells of its erasure.",
            "With --pack, verify an evidence pack instead, which needs nothing but the keys."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:good", "1:not good, or not verified; the message names the place"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  writ ledger verify --dir export --key-file log.keys --since last-time/checkpoint",
            "  writ ledger verify --url https://writ.example --key writ.example/ledger/main+1a2b3c4d+AbC...",
            "  writ ledger verify --url https://writ.example --key-file log.keys --since last-time/checkpoint"
                    + " --only-new",
            "  writ ledger verify --pack decision.pack.json --key-file log.keys"
        })
final class LedgerVerifyCommand implements Callable<Integer> {
    private static final int HTTP_THREADS = 8;

    @Option(names = "--dir", paramLabel = "DIR", description = "An exported log; --url is not used then.")
    private @Nullable Path dir;

    @Mixin
    private OfflineSource offline = new OfflineSource();

    @Option(names = "--pack", paramLabel = "FILE", description = "An evidence pack, instead of a log.")
    private @Nullable Path pack;

    @Mixin
    private Connection connection = new Connection();

    @Mixin
    private LogOption log = new LogOption();

    @Mixin
    private KeyOptions keys = new KeyOptions();

    @Option(names = "--since", paramLabel = "FILE", description = "Older checkpoint that the log must extend.")
    private List<Path> since = List.of();

    @Option(
            names = "--only-new",
            description = "Take what the newest --since covers as verified, and check only what came after.")
    private boolean onlyNew;

    @Option(names = "--proof", paramLabel = "FILE", description = "Proof of an entry that must hold and fit the log.")
    private List<Path> proofs = List.of();

    @Option(names = "--no-values", description = "With --data-dir or --db-url: leave out the values beside the log.")
    private boolean noValues;

    @Mixin
    private FormatOption format = new FormatOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        VerificationRequest request = Verification.request(keys.trusted(), since, proofs);
        if (pack != null) {
            PackReport report = PackVerifier.verify(Verification.bytes(pack, EvidencePack.MAX_SIZE), request);
            return report(report.good(), PackText.text(report), PackText.json(report));
        }
        if (onlyNew && since.isEmpty()) {
            throw new Failure("`--only-new` needs to know what is old: give the last checkpoint by `--since`");
        }
        Verified verified = verify(onlyNew ? request.withOnlyNew() : request);
        return report(verified.good(), verified.text(), verified.json());
    }

    private int report(boolean good, String text, JsonNode json) {
        switch (format.chosen()) {
            case TEXT ->
                (good ? spec.commandLine().getOut() : spec.commandLine().getErr())
                        .println((good ? "" : "error: ") + text);
            case JSON -> spec.commandLine().getOut().println(Json.pretty(json));
        }
        return good ? ExitCode.OK : ExitCode.ERROR;
    }

    /** The log, and the values beside it where they can be seen. */
    private record Verified(VerificationReport log, Optional<ValuesBeside> values) {
        static Verified of(VerificationReport log) {
            return new Verified(log, Optional.empty());
        }

        private Optional<Finding> finding() {
            return log.finding().or(() -> values.flatMap(ValuesBeside::finding));
        }

        boolean good() {
            return finding().isEmpty();
        }

        String text() {
            return finding()
                    .map(finding -> "not good: " + finding)
                    .orElseGet(() -> Verification.text(log)
                            + values.map(ValuesBeside::text).orElse(""));
        }

        JsonNode json() {
            ObjectNode out = ReportParts.begin(good(), log.checkpoint());
            out.put("from", log.from())
                    .put("entries", log.entries())
                    .put("files", log.files())
                    .put("since", log.anchors())
                    .put("proofs", log.proofs())
                    .put("key_changes", log.keyChanges())
                    .put("erasures", log.erasures())
                    .put("complete", log.complete());
            values.ifPresent(beside -> beside.json(out));
            ReportParts.end(out, finding());
            return out;
        }
    }

    private Verified verify(VerificationRequest request) {
        ProgressBar bar = ProgressBar.on(spec.commandLine().getErr(), Terminal.isThere());
        try {
            if (dir != null) {
                return Verified.of(folder(dir, request, bar));
            }
            if (offline.given()) {
                return database(
                        Stream.concat(offline.arguments().stream(), log.arguments().stream())
                                .toList(),
                        request,
                        bar);
            }
            try (ServiceClient service = connection.client()) {
                VerificationRequest patient = request.withThreads(Math.max(HTTP_THREADS, request.threads()));
                return Verified.of(LogVerifier.verify(log.of(service), patient, bar));
            }
        } finally {
            bar.done();
        }
    }

    private static VerificationReport folder(Path folder, VerificationRequest request, ProgressBar bar) {
        if (!Files.isDirectory(folder)) {
            throw new Failure("there is no folder `" + folder + "`: export one by `writ ledger export`");
        }
        return LogVerifier.verify(new DirectorySource(folder), request, bar);
    }

    /** The jar of the service alone knows its tables, so it writes an export first. */
    private Verified database(List<String> source, VerificationRequest request, ProgressBar bar) {
        try (TemporaryFolder temporary = TemporaryFolder.create()) {
            Path export = temporary.path().resolve("export");
            Path output = temporary.path().resolve("export.log");
            if (OfflineMode.export(Home.find(), source, export, Optional.of(output)) != 0) {
                throw new Failure("the database cannot be exported: " + temporary.text(output));
            }
            VerificationReport report = folder(export, request, bar);
            if (noValues || !report.good()) {
                return Verified.of(report);
            }
            return new Verified(
                    report,
                    Optional.of(ValuesBeside.check(
                            Home.find(), source, export, temporary.path().resolve("values.log"))));
        }
    }
}
