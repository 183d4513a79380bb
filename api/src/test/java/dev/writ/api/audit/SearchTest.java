package dev.writ.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.Client;
import dev.writ.api.SharedService;
import dev.writ.api.SharedService.People;
import dev.writ.api.evidence.Signed;
import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.entry.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** {@code GET /api/v1/ledger/entries}: what can be searched for, alone and combined, page by page. */
@ExtendWith(SharedService.class)
@Tag("database")
@ResourceLock("erasures of the shared service") // one gives up results of operations
class SearchTest {
    private static final String PATH = "/api/v1/ledger/entries";

    private final People people;
    private final Client auditor;
    private final String mark = UUID.randomUUID().toString();

    SearchTest(People people) {
        this.people = people;
        this.auditor = people.auditor();
    }

    private Client.Answer decide(Client caller, String id, String resource) {
        return caller.post(
                        "/access/v1/evaluation",
                        "{\"subject\":{\"type\":\"user\",\"id\":\"" + id
                                + "\"},\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"dataset\",\"id\":\""
                                + resource + "\"}}")
                .expect(200);
    }

    private long index(Client.Answer decided) {
        return decided.number("context", "ledger", "index");
    }

    private List<Long> find(String query) {
        return indexes(auditor.get(PATH + "?limit=200&" + query).expect(200));
    }

    private static List<Long> indexes(Client.Answer page) {
        return page.items("items").stream()
                .map(item -> ((Json.Obj) item).members().get("index"))
                .map(number -> (long) ((Json.Num) number).value())
                .toList();
    }

    @Test
    void decisionsAreFoundByResourceActorPolicyAndType() {
        Client caller = people.service()
                .principal(people.admin(), "seeker-" + mark, List.of("requester"), List.of("evaluate", "read"));
        long other = index(decide(people.requester(), "ana", "r-" + mark));
        var mine = decide(caller, "seeker-" + mark, "r-" + mark);
        long index = index(mine);
        String revision = mine.text("context", "policy", "revision");

        assertThat(find("resource=r-" + mark)).containsExactly(index, other);
        assertThat(find("resource=r-" + mark + "&actor=seeker-" + mark)).containsExactly(index);
        assertThat(find("resource=r-" + mark + "&actor=ana&policy=" + revision)).containsExactly(other);
        assertThat(find("actor=seeker-" + mark + "&type=decision&policy=" + revision))
                .containsExactly(index);
        assertThat(find("actor=seeker-" + mark + "&order=oldest")).hasSize(3).endsWith(index);
        assertThat(find("actor=seeker-" + mark + "&type=token.issued")).hasSize(1);
        assertThat(find("resource=r-" + mark + "&type=token.issued")).isEmpty();
        assertThat(find("resource=r-" + mark + "&policy=sha256:" + "0".repeat(64)))
                .isEmpty();
        assertThat(find("actor=nobody-" + mark)).isEmpty();
    }

    @Test
    void whatIsFoundIsTheEntryAsItIsInTheLog() {
        long index = index(decide(people.requester(), "ana", "r-" + mark));
        var page = auditor.get(PATH + "?resource=r-" + mark).expect(200);
        var entry = Entry.parse(page.at("items", "0", "entry").canonical());
        assertThat(entry.seq()).isEqualTo(index);
        assertThat(page.text("items", "0", "leaf")).isEqualTo(entry.leafHash().hex());
        String actor = entry.draft().principals().get("caller");
        assertThat(find("resource=r-" + mark + "&actor=" + actor)).containsExactly(index);
        assertThat(page.body()).doesNotContain(mark);
    }

    @Test
    void evidenceAndDecisionsAreFoundByTheArtifactsDigest() {
        Signed key = new Signed("key-" + mark);
        people.admin().post("/api/v1/producers", key.registration("trainer")).expect(201);
        long recorded = people.producer()
                .post(
                        "/api/v1/evidence",
                        key.envelope(Signed.statement(
                                mark, "https://writ.dev/evidence/evaluation/v1", "{\"metrics\":{\"accuracy\":0.5}}")))
                .expect(201)
                .number("ledger", "index");
        long decided = people.requester()
                .post(
                        "/access/v1/evaluation",
                        "{\"subject\":{\"type\":\"user\",\"id\":\"ana\"},\"action\":{\"name\":\"read\"},\"resource\":"
                                + "{\"type\":\"model\",\"id\":\"m:1\",\"properties\":{\"digest\":\"sha256:"
                                + Signed.digest(mark) + "\"}}}")
                .expect(200)
                .number("context", "ledger", "index");
        assertThat(find("digest=sha256:" + Signed.digest(mark))).containsExactly(decided, recorded);
        assertThat(find("digest=sha256:" + Signed.digest(mark) + "&type=evidence.recorded&actor=trainer"))
                .containsExactly(recorded);
    }

    @Test
    void timeNarrowsToTheMillisecond() {
        long first = index(decide(people.requester(), "ana", "r-" + mark));
        String time = entryTime(first);
        long second = index(decide(people.requester(), "ana", "r-" + mark));
        while (entryTime(second).equals(time)) {
            second = index(decide(people.requester(), "ana", "r-" + mark));
        }
        String later = entryTime(second);
        assertThat(find("resource=r-" + mark + "&from=" + later)).containsExactly(second);
        assertThat(find("resource=r-" + mark + "&to=" + later)).contains(first).doesNotContain(second);
        assertThat(find("resource=r-" + mark + "&from=" + time + "&to=" + time)).isEmpty();
        assertThat(find("from=2000-01-01T00:00:00Z&to=2000-01-02T00:00:00Z")).isEmpty();
        assertThat(find("order=oldest&to=2100-01-01T00:00:00Z")).startsWith(0L, 1L);
    }

    private String entryTime(long index) {
        return auditor.get(PATH + "/" + index).expect(200).text("entry", "time");
    }

    @Test
    void pagesStayStableWhileTheLogGrows() {
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            all.add(index(decide(people.requester(), "ana", "r-" + mark)));
        }
        List<Long> oldest = walk("resource=r-" + mark + "&order=oldest", 3, false);
        assertThat(oldest).isEqualTo(all);
        List<Long> newest = walk("resource=r-" + mark, 2, true);
        Collections.reverse(newest);
        assertThat(newest).isEqualTo(all);
    }

    private List<Long> walk(String query, int limit, boolean grow) {
        List<Long> found = new ArrayList<>();
        String cursor = "";
        while (true) {
            var page =
                    auditor.get(PATH + "?limit=" + limit + "&" + query + cursor).expect(200);
            found.addAll(indexes(page));
            if (!page.body().contains("\"next\"")) {
                return found;
            }
            cursor = "&cursor=" + page.text("next");
            if (grow) {
                decide(people.requester(), "ana", "r-" + mark);
            }
        }
    }

    @Test
    void aCursorIsGoodForItsOwnSearchOnly() {
        decide(people.requester(), "ana", "r-" + mark);
        decide(people.requester(), "ana", "r-" + mark);
        String next =
                auditor.get(PATH + "?limit=1&resource=r-" + mark).expect(200).text("next");
        auditor.get(PATH + "?limit=1&resource=other&cursor=" + next).expectProblem(400, "cursor.other_search");
        auditor.get(PATH + "?order=oldest&resource=r-" + mark + "&cursor=" + next)
                .expectProblem(400, "cursor.other_search");
        auditor.get(PATH + "?resource=r-" + mark + "&cursor=" + next).expect(200);
        for (String cursor : List.of("x", "MTIz", "LTEuMDAwMDAwMDAwMDAwMDAwMA")) {
            auditor.get(PATH + "?cursor=" + cursor).expectProblem(400, "cursor.invalid");
        }
    }

    @Test
    void whatSaysNothingValidIsRefused() {
        Map.of(
                        "digest=abc", "parameter.invalid",
                        "policy=sha256:x", "parameter.invalid",
                        "type=Decision", "parameter.invalid",
                        "from=yesterday", "parameter.invalid",
                        "to=%2B1000000000-01-01T00:00:00Z", "parameter.invalid",
                        "order=random", "parameter.invalid",
                        "resource=", "parameter.invalid",
                        "actor=a&actor=b", "parameter.invalid",
                        "limit=201", "limit.invalid",
                        "digests=x", "parameter.unknown")
                .forEach((query, code) -> auditor.get(PATH + "?" + query).expectProblem(400, code));
        auditor.get(PATH + "?actor=" + "a".repeat(501)).expectProblem(400, "parameter.invalid");
    }

    @Test
    void onlyAuditorsAndPrivacyOfficersSearch() {
        for (Client other : List.of(people.admin(), people.requester(), people.steward(), people.producer())) {
            other.get(PATH).expectProblem(403, "platform.role.missing");
            other.get(PATH + "/0").expectProblem(403, "platform.role.missing");
        }
        people.nobody().get(PATH).expectProblem(401, "token.missing");
        people.service()
                .principal(people.admin(), "officer-" + mark, List.of("privacy-officer"), List.of("read"))
                .get(PATH)
                .expect(200);
    }

    @Test
    void anEntryShowsWhatHasBecomeOfItsValues() {
        Client officer = people.service()
                .principal(people.admin(), "officer-" + mark, List.of("privacy-officer"), List.of("erase", "read"));
        long index = index(decide(people.requester(), "ana", "r-" + mark));
        long by = officer.post(
                        "/api/v1/ledger/erasures",
                        "{\"entry\":" + index + ",\"fields\":[\"request\"],\"basis\":\"GDPR Art. 17\"}")
                .expect(201)
                .number("ledger", "index");
        var looked = auditor.get(PATH + "/" + index).expect(200);
        assertThat(looked.at("values").canonical().text())
                .isEqualTo("[{\"field\":\"facts\",\"state\":\"kept\"},{\"erased_by\":" + by
                        + ",\"field\":\"request\",\"state\":\"erased\"},{\"field\":\"result\",\"state\":\"kept\"}]");
        assertThat(find("resource=r-" + mark)).isEmpty();
        auditor.get(PATH + "/999999999").expectProblem(404, "ledger.nothing_here");
        auditor.get(PATH + "/x").expectProblem(400, "parameter.number");
    }
}
