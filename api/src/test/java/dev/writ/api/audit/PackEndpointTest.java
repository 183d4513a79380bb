package dev.writ.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.Client;
import dev.writ.api.SharedService;
import dev.writ.api.SharedService.People;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.note.TrustedKeys;
import dev.writ.ledger.verify.PackReport;
import dev.writ.ledger.verify.PackVerifier;
import dev.writ.ledger.verify.ProvedEntry;
import dev.writ.ledger.verify.VerificationRequest;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code /ledger/main/pack}: what an auditor takes away, verified without the service. */
@ExtendWith(SharedService.class)
@Tag("database")
class PackEndpointTest {
    private final Client auditor;
    private final Client requester;
    private final String decision;
    private final long index;

    PackEndpointTest(People people) {
        this.auditor = people.auditor();
        this.requester = people.requester();
        var answer = requester
                .post(
                        "/access/v1/evaluation",
                        "{\"subject\":{\"type\":\"user\",\"id\":\"ana\"},\"action\":{\"name\":\"read\"},\"resource\":"
                                + "{\"type\":\"dataset\",\"id\":\"packed\"}}")
                .expect(200);
        this.decision = answer.text("context", "id");
        this.index = answer.number("context", "ledger", "index");
    }

    private PackReport pack(String query) {
        var keys = TrustedKeys.parse(
                auditor.get("/ledger/main/keys").expect(200).body().lines().toList());
        var answer = auditor.get("/ledger/main/pack?" + query).expect(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        return PackVerifier.verify(Bytes.of(answer.response().body()), VerificationRequest.of(keys));
    }

    private ProvedEntry asked(PackReport report) {
        assertThat(report.finding()).isEmpty();
        return report.entries().stream().filter(ProvedEntry::asked).findFirst().orElseThrow();
    }

    @Test
    void aPackOfADecisionHoldsItsEntryItsPolicyAndTheKeys() {
        PackReport report = pack("decision=" + decision);
        ProvedEntry entry = asked(report);
        assertThat(entry.entry().seq()).isEqualTo(index);
        assertThat(entry.disclosed()).isEmpty();
        assertThat(entry.hidden()).contains("request", "facts", "result");
        assertThat(report.entries().stream()
                        .map(proved -> proved.entry().draft().type()))
                .containsExactly("genesis", "policy.activated", "decision");
        assertThat(report.entries().get(1).entry().draft().policy())
                .isEqualTo(entry.entry().draft().policy());
    }

    @Test
    void whatIsAskedForIsDisclosedAndNothingElse() {
        ProvedEntry one = asked(pack("index=" + index + "&disclose=request"));
        assertThat(one.disclosed()).containsExactly("request");
        assertThat(one.hidden()).contains("facts", "result");
        ProvedEntry all = asked(pack("index=" + index + "&disclose=all"));
        assertThat(all.hidden()).isEmpty();
        String text = auditor.get("/ledger/main/pack?index=" + index).body();
        assertThat(text).doesNotContain("packed");
        assertThat(auditor.get("/ledger/main/pack?disclose=request&index=" + index)
                        .body())
                .contains("packed");
    }

    @Test
    void aSelectionIsOnePack() {
        PackReport report = pack("index=1,2&index=" + index + "&decision=" + decision);
        assertThat(report.finding()).isEmpty();
        assertThat(report.entries().stream().filter(ProvedEntry::asked)).hasSize(3);
    }

    @Test
    void whatCannotBePackedIsRefused() {
        auditor.get("/ledger/main/pack").expectProblem(400, "pack.selection");
        auditor.get("/ledger/main/pack?index=x").expectProblem(400, "parameter.number");
        auditor.get("/ledger/main/pack?decision=x").expectProblem(400, "parameter.id");
        auditor.get("/ledger/main/pack?index=999999999").expectProblem(404, "ledger.nothing_here");
        auditor.get("/ledger/main/pack?decision=00000000-0000-0000-0000-000000000000")
                .expectProblem(404, "decision.unknown");
        auditor.get("/ledger/other/pack?index=0").expectProblem(404, "log.unknown");
        String many = String.join(
                ",",
                java.util.stream.IntStream.range(0, 257)
                        .mapToObj(String::valueOf)
                        .toList());
        auditor.get("/ledger/main/pack?index=" + many).expectProblem(400, "pack.selection");
        assertThat(List.of(requester.get("/ledger/main/pack?index=0").status())).containsExactly(403);
    }
}
