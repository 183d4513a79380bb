package dev.writ.api.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.Client;
import dev.writ.api.SharedService;
import dev.writ.api.SharedService.People;
import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.TreeHash;
import dev.writ.ledger.tile.EntryBundle;
import dev.writ.ledger.tile.TilePath;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code /api/v1/decisions}. */
@ExtendWith(SharedService.class)
@Tag("database")
class DecisionsTest {
    private final People people;

    DecisionsTest(People people) {
        this.people = people;
    }

    private Client.Answer ask(Client caller, String subject, String dataset, String... headers) {
        return caller.post(
                "/access/v1/evaluation",
                "{\"subject\":{\"type\":\"user\",\"id\":\"" + subject
                        + "\"},\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"dataset\",\"id\":\"" + dataset
                        + "\"}}",
                headers);
    }

    @Test
    void aDecisionIsReadBackInFull() {
        var answer = ask(people.requester(), "ana", "dec-full").expect(200);
        var read = people.auditor()
                .get("/api/v1/decisions/" + answer.text("context", "id"))
                .expect(200);
        assertThat(read.text("outcome")).isEqualTo(answer.text("context", "outcome"));
        assertThat(read.at("reasons")).isEqualTo(answer.at("context", "reasons"));
        assertThat(read.at("policy")).isEqualTo(answer.at("context", "policy"));
        assertThat(read.at("ledger")).isEqualTo(answer.at("context", "ledger"));
        assertThat(read.text("caller")).isEqualTo("ana");
        assertThat(read.text("inputs", "request")).isEqualTo(digest(read.at("payload", "request")));
        assertThat(read.text("inputs", "facts")).isEqualTo(digest(read.at("payload", "facts")));
        assertThat(read.text("payload", "facts", "principal", "id")).isEqualTo("ana");
    }

    private static String digest(Json value) {
        return "sha256:" + TreeHash.sha256(value.canonical()).hex();
    }

    @Test
    void theEntrySaysNothingPersonal() {
        var answer = ask(people.requester(), "ana", "dec-private").expect(200);
        long index = answer.number("context", "ledger", "index");
        var bundle = new TilePath(TilePath.ENTRIES, index / 256, (int) (index % 256) + 1);
        byte[] bytes = people.auditor()
                .get("/ledger/main/" + bundle.text())
                .expect(200)
                .response()
                .body();
        Bytes entry = EntryBundle.decode(bundle, Bytes.of(bytes)).getLast();
        assertThat(entry.text())
                .doesNotContain("ana")
                .doesNotContain("dec-private")
                .contains("\"type\":\"decision\"")
                .contains(answer.text("context", "id"));
        assertThat(Entry.parse(entry).bytes()).isEqualTo(entry);
    }

    @Test
    void listsAreFilteredAndPaged() {
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            asked.addFirst(ask(people.point(), "dec-bob", "dec-page-" + i % 2).text("context", "id"));
        }
        assertThat(ids("subject=dec-bob", 3)).isEqualTo(asked);
        assertThat(ids("subject=dec-bob&resource=dec-page-1", 2)).hasSize(3);
        assertThat(ids("subject=dec-bob&outcome=allow", 2)).isEmpty();
        assertThat(ids("subject=dec-bob&outcome=deny&action=read", 50)).isEqualTo(asked);
        assertThat(ids("subject=dec-bob&action=write", 50)).isEmpty();
    }

    private List<String> ids(String filter, int limit) {
        List<String> ids = new ArrayList<>();
        String next = "";
        do {
            var page = people.auditor()
                    .get("/api/v1/decisions?" + filter + "&limit=" + limit + (next.isEmpty() ? "" : "&cursor=" + next))
                    .expect(200);
            int size = page.items("items").size();
            assertThat(size).isLessThanOrEqualTo(limit);
            for (int i = 0; i < size; i++) {
                ids.add(page.text("items", Integer.toString(i), "id"));
            }
            next = page.body().contains("\"next\"") ? page.text("next") : "";
        } while (!next.isEmpty());
        return ids;
    }

    @Test
    void whoMayNotReadAllSeesItsOwn() {
        String mine = ask(people.requester(), "ana", "dec-mine").text("context", "id");
        String theirs = ask(people.point(), "ana", "dec-mine").text("context", "id");
        people.requester().get("/api/v1/decisions/" + mine).expect(200);
        people.requester().get("/api/v1/decisions/" + theirs).expectProblem(404, "decision.unknown");
        String own = people.requester()
                .get("/api/v1/decisions?resource=dec-mine")
                .expect(200)
                .body();
        assertThat(own).contains(mine).doesNotContain(theirs);
        String all = people.auditor()
                .get("/api/v1/decisions?resource=dec-mine")
                .expect(200)
                .body();
        assertThat(all).contains(mine).contains(theirs);
    }

    @Test
    void speakingForOthersNeedsItsOwnScope() {
        var refused = ask(people.requester(), "bob", "dec-behalf").expect(403);
        assertThat(refused.header("Content-Type")).startsWith("text/plain");
        assertThat(refused.body()).contains("access.evaluate-on-behalf");
        ask(people.point(), "bob", "dec-behalf").expect(200);
        Client withoutScope = people.service().token(people.admin(), "gateway", List.of("evaluate"));
        ask(withoutScope, "bob", "dec-behalf").expect(403);
        ask(withoutScope, "gateway", "dec-behalf").expect(200);
    }

    @Test
    void theSameRequestUnderOneKeyIsOneDecision() {
        var first = ask(people.requester(), "ana", "dec-idem", "Idempotency-Key", "k-1")
                .expect(200);
        var second = ask(people.requester(), "ana", "dec-idem", "Idempotency-Key", "k-1")
                .expect(200);
        assertThat(second.at()).isEqualTo(first.at());
        var other = ask(people.requester(), "ana", "dec-idem-2", "Idempotency-Key", "k-1")
                .expect(409);
        assertThat(other.body()).contains("idempotency.conflict");
        assertThat(ask(people.point(), "ana", "dec-idem-2", "Idempotency-Key", "k-1")
                        .expect(200)
                        .text("context", "id"))
                .isNotEqualTo(first.text("context", "id"));
        ask(people.requester(), "ana", "dec-idem", "Idempotency-Key", "not printable \u00e9")
                .expect(400);
    }

    @Test
    void anUnknownActionIsADeny() {
        var answer = people.requester()
                .post(
                        "/access/v1/evaluation",
                        "{\"subject\":{\"type\":\"user\",\"id\":\"ana\"},\"action\":{\"name\":\"burn\"},\"resource\":"
                                + "{\"type\":\"dataset\",\"id\":\"x\"}}")
                .expect(200);
        assertThat(answer.at("decision")).isEqualTo(new Json.Bool(false));
        assertThat(answer.text("context", "reasons", "0", "code")).isEqualTo("action.unknown");
    }
}
