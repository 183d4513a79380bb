package dev.writ.cli.demo;

import dev.writ.cli.Failure;
import dev.writ.cli.Home;
import dev.writ.cli.gate.Decision;
import dev.writ.cli.http.ServiceClient;
import dev.writ.cli.ledger.Download;
import dev.writ.cli.ledger.HttpLedger;
import dev.writ.cli.ledger.KeyOptions;
import dev.writ.cli.ledger.OfflineMode;
import dev.writ.cli.ledger.Verification;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.verify.DirectorySource;
import dev.writ.ledger.verify.Finding;
import dev.writ.ledger.verify.LogVerifier;
import dev.writ.ledger.verify.Progress;
import dev.writ.ledger.verify.VerificationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Scenes (d) and (e): an auditor verifies the ledger from files, and notices a decision that was changed afterwards. */
final class LedgerScene {
    private static final String LOG = "main";

    private final Home home;
    private final DemoFolder folder;
    private final Board board;
    private final Path keys;
    private final Path checkpoint;

    LedgerScene(Home home, DemoFolder folder, Board board) {
        this.home = home;
        this.folder = folder;
        this.board = board;
        this.keys = folder.path().resolve("log.keys");
        this.checkpoint = folder.path().resolve("checkpoint-of-the-auditor");
    }

    /** The auditor notes the log's keys before anything else happens. */
    void noteKeys(ServiceClient auditor) {
        write(keys, new HttpLedger(auditor, LOG).fetch("keys"));
    }

    /** Scene (d). */
    void exportAndVerify(DemoService service, ServiceClient auditor, Promoted promoted) {
        board.heading("(d) the ledger, verified from files by keys noted at the start");
        var ledger = new HttpLedger(auditor, LOG);
        long last = promoted.all().stream().mapToLong(Decision::index).max().orElseThrow();
        service.await("did not sign a checkpoint over entry `" + last + "`", () -> ledger.size() > last);
        List<Path> proofs = new ArrayList<>();
        for (Decision decision : promoted.all()) {
            Path file = folder.path().resolve("entry-" + decision.index() + ".proof");
            write(file, ledger.proof(decision.index()));
            proofs.add(file);
        }
        Path export = folder.path().resolve("export");
        Download.to(export, ledger);
        copy(export.resolve("checkpoint"), checkpoint);
        VerificationReport report = verify(export, List.of(), proofs);
        board.step(
                "d1",
                "export and verify, with proofs of " + proofs.size() + " decisions",
                "good, " + proofs.size() + " proofs",
                report.good() ? "good, " + report.proofs() + " proofs" : Verification.text(report));
        board.detail(Verification.text(report));
    }

    /** Scene (e), with the service stopped. */
    void tamperAndVerify(Promoted promoted) {
        long index = promoted.denied().index();
        board.heading("(e) somebody turns the denial into an allow in the database of the stopped service");
        Tampering.denyToAllow(folder.data(), LOG, index);
        Path export = folder.path().resolve("export-afterwards");
        int exit = OfflineMode.export(home, folder.data(), export, Optional.of(folder.log()));
        if (exit != 0) {
            throw new Failure("the offline export ended with exit code " + exit + ":\n" + folder.lastWords());
        }
        VerificationReport report = verify(export, List.of(checkpoint), List.of());
        board.step(
                "e1",
                "export offline, verify since (d)",
                "not good: entry `" + index + "`",
                report.finding()
                        .map(Finding::place)
                        .map(place -> "not good: " + place)
                        .orElse("good"));
        board.detail(Verification.text(report));
    }

    private VerificationReport verify(Path export, List<Path> since, List<Path> proofs) {
        return LogVerifier.verify(
                new DirectorySource(export),
                Verification.request(KeyOptions.trusted(List.of(), List.of(keys)), since, proofs),
                Progress.NONE);
    }

    private static void write(Path file, Bytes bytes) {
        try {
            Files.write(file, bytes.toArray());
        } catch (IOException e) {
            throw Failure.io("write `" + file + "`", e);
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to);
        } catch (IOException e) {
            throw Failure.io("copy `" + from + "`", e);
        }
    }
}
