package dev.writ.api.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.api.Client;
import dev.writ.api.SharedService;
import dev.writ.api.SharedService.People;
import dev.writ.api.audit.Journal;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of principals and tokens after they were made, through HTTP. */
@ExtendWith(SharedService.class)
@Tag("database")
class PrincipalChangesTest {
    private static final String OWN = "/api/v1/decisions";
    private static final String WHY = "{\"reason\":\"left the company\"}";

    private final People people;

    PrincipalChangesTest(People people) {
        this.people = people;
    }

    private static String at(String id, String... more) {
        return "/api/v1/principals/" + id + String.join("", more);
    }

    private String identity(String subject) {
        return "\"identity\":{\"issuer\":\"" + people.issuer().url() + "\",\"subject\":\"" + subject + "\"}";
    }

    @Test
    void aChangeOfRolesCountsFromTheNextRequestOn() {
        Client ada = people.signedIn("pc-ada", List.of("requester"));
        ada.get(OWN).expect(200);
        people.admin()
                .put(
                        at("pc-ada"),
                        "{\"roles\":[\"auditor\"],\"attributes\":{\"region\":\"us\"}," + identity("pc-ada") + "}")
                .expect(200);
        ada.get("/api/v1/principals").expect(200);
        var read = people.admin().get(at("pc-ada")).expect(200);
        assertThat(read.text("roles", "0")).isEqualTo("auditor");
        assertThat(read.text("attributes", "region")).isEqualTo("us");
        assertThat(read.text("identity", "subject")).isEqualTo("pc-ada");
        people.admin()
                .put(at("pc-ada"), "{\"roles\":[],\"attributes\":{}," + identity("pc-ada") + "}")
                .expect(200);
        ada.get(OWN).expectProblem(403, "platform.role.missing");
    }

    @Test
    void anIdentityThatIsReplacedOpensNothingAnyMore() {
        Client before = people.signedIn("pc-ben", List.of("requester"));
        String moved = "{\"roles\":[\"requester\"],\"attributes\":{}," + identity("pc-ben-2") + "}";
        people.admin().put(at("pc-ben"), moved).expect(200);
        before.get(OWN).expectProblem(403, "identity.unknown");
        people.signedIn("pc-ben-2").get(OWN).expect(200);
        people.admin()
                .put(at("pc-ben"), "{\"roles\":[\"requester\"],\"attributes\":{}}")
                .expect(200);
        people.signedIn("pc-ben-2").get(OWN).expectProblem(403, "identity.unknown");
        people.signedIn("pc-cleo", List.of("requester"));
        people.admin()
                .put(at("pc-ben"), "{\"roles\":[],\"attributes\":{}," + identity("pc-cleo") + "}")
                .expectProblem(409, "identity.exists");
        people.signedIn("pc-cleo").get(OWN).expect(200);
    }

    @Test
    void aChangeIsOfTheStateThatWasRead() {
        people.signedIn("pc-jan", List.of("requester"));
        String tag = people.admin().get(at("pc-jan")).expect(200).header("ETag");
        String change = "{\"roles\":[\"auditor\"],\"attributes\":{}}";
        var changed = people.admin().put(at("pc-jan"), change, "If-Match", tag).expect(200);
        assertThat(changed.header("ETag")).isNotEqualTo(tag).matches("\"[0-9a-f]{32}\"");
        people.admin().put(at("pc-jan"), change, "If-Match", tag).expectProblem(412, "if_match.stale");
        people.admin()
                .put(at("pc-jan"), change, "If-Match", "W/" + changed.header("ETag"))
                .expectProblem(412, "if_match.stale");
        people.admin().put(at("pc-jan"), change, "If-Match", "unquoted").expectProblem(400, "if_match.form");
        people.admin()
                .put(at("pc-jan"), change, "If-Match", tag + ", " + changed.header("ETag"))
                .expect(200);
        people.admin().put(at("pc-jan"), change, "If-Match", "*").expect(200);
        assertThat(people.admin().get(at("pc-jan")).header("ETag")).isEqualTo(changed.header("ETag"));
    }

    @Test
    void whoActsIsChangedInTheStateThatWasRead() {
        people.signedIn("pc-kai", List.of("requester"));
        String tag = people.admin().get(at("pc-kai")).expect(200).header("ETag");
        String changed = people.admin()
                .put(at("pc-kai"), "{\"roles\":[\"auditor\"],\"attributes\":{}}")
                .expect(200)
                .header("ETag");
        String off = at("pc-kai", "/deactivation");
        people.admin().post(off, WHY, "If-Match", tag).expectProblem(412, "if_match.stale");
        String inactive =
                people.admin().post(off, WHY, "If-Match", changed).expect(200).header("ETag");
        String on = at("pc-kai", "/activation");
        people.admin().post(on, WHY, "If-Match", changed).expectProblem(412, "if_match.stale");
        assertThat(people.admin()
                        .post(on, WHY, "If-Match", inactive)
                        .expect(200)
                        .header("ETag"))
                .isEqualTo(changed);
    }

    @Test
    void whoIsDeactivatedSignsInWithNothing() {
        Client person = people.signedIn("pc-dan", List.of("requester"));
        Client token = people.service().token(people.admin(), "pc-dan", List.of("read"));
        people.admin()
                .put("/api/v1/groups/pc-group", "{\"members\":[\"pc-dan\"]}")
                .expect(200);
        var groups = people.service().context().getBean(Groups.class);
        person.get(OWN).expect(200);
        token.get(OWN).expect(200);

        var answer = people.admin().post(at("pc-dan", "/deactivation"), WHY).expect(200);
        assertThat(answer.body()).contains("\"active\":false");
        person.get(OWN).expectProblem(403, "principal.deactivated");
        token.get(OWN).expectProblem(401, "token.invalid");
        assertThat(groups.members(Tenant.MAIN, "pc-group")).isEmpty();
        people.admin()
                .post("/api/v1/tokens", "{\"principal\":\"pc-dan\",\"scopes\":[\"read\"]}")
                .expectProblem(422, "principal.unknown");
        people.admin().post(at("pc-dan", "/deactivation"), WHY).expectProblem(409, "principal.state");
        var entry = people.auditor()
                .get("/api/v1/ledger/entries?type=principal.deactivated&actor=pc-dan")
                .expect(200);
        assertThat(entry.items("items")).hasSize(1);

        people.admin().post(at("pc-dan", "/activation"), WHY).expect(200);
        person.get(OWN).expect(200);
        token.get(OWN).expectProblem(401, "token.invalid");
        assertThat(groups.members(Tenant.MAIN, "pc-group")).containsExactly("pc-dan");
        people.admin().post(at("pc-dan", "/activation"), WHY).expectProblem(409, "principal.state");
    }

    private Client service(String id, String owner) {
        people.admin()
                .post(
                        "/api/v1/principals",
                        "{\"id\":\"" + id
                                + "\",\"kind\":\"service\",\"roles\":[\"requester\"],\"attributes\":{},\"owner\":\""
                                + owner + "\"}")
                .expect(201);
        return people.service().token(people.admin(), id, List.of("read"));
    }

    @Test
    void aServiceActsAsLongAsItsOwnerMay() {
        people.signedIn("pc-gil", List.of("requester"));
        people.signedIn("pc-hal", List.of("requester"));
        Client bot = service("pc-bot", "pc-gil");
        bot.get(OWN).expect(200);

        people.admin().post(at("pc-gil", "/deactivation"), WHY).expect(200);
        bot.get(OWN).expectProblem(401, "token.invalid");
        people.admin()
                .post("/api/v1/tokens", "{\"principal\":\"pc-bot\",\"scopes\":[\"read\"]}")
                .expectProblem(422, "principal.unknown");
        assertThat(people.service().context().getBean(Principals.class).active(Tenant.MAIN, "pc-bot"))
                .isEmpty();

        people.admin()
                .put(at("pc-bot"), "{\"roles\":[\"requester\"],\"attributes\":{},\"owner\":\"pc-hal\"}")
                .expect(200);
        bot.get(OWN).expect(200);
    }

    @Test
    void aTokenThatIsAskedForDuringADeactivationIsNotIssued() throws Exception {
        people.signedIn("pc-ivy", List.of("requester"));
        var beans = people.service().context();
        var rows = beans.getBean(PrincipalRepository.class);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = beans.getBean(Journal.class)
                    .commit(Tenant.MAIN, drafts -> {
                        var before = rows.lock(Tenant.MAIN, "pc-ivy").orElseThrow();
                        var waiting = pool.submit(() -> people.admin()
                                .post("/api/v1/tokens", "{\"principal\":\"pc-ivy\",\"scopes\":[\"read\"]}"));
                        assertThatThrownBy(() -> waiting.get(300, TimeUnit.MILLISECONDS))
                                .as("whoever issues a token waits for who holds the principal")
                                .isInstanceOf(TimeoutException.class);
                        String key = drafts.add(
                                EntryDraft.of(Principals.DEACTIVATED, Outcome.RECORDED)
                                        .withPrincipal(
                                                "principal", before.principal().ledgerId()),
                                Map.of("reason", new Json.Str("left")));
                        assertThat(rows.insertState(
                                        Tenant.MAIN,
                                        before.principal().with(false),
                                        before.version() + 1,
                                        Instant.now(),
                                        key))
                                .isTrue();
                        return waiting;
                    })
                    .value();
            asked.get().expectProblem(422, "principal.unknown");
        }
    }

    @Test
    void whoIsDeactivatedIsNoSubjectOfDecisions() {
        people.signedIn("pc-eva", List.of("analyst"));
        people.admin().post(at("pc-eva", "/deactivation"), WHY).expect(200);
        var decision = people.point()
                .post(
                        "/access/v1/evaluation",
                        "{\"subject\":{\"type\":\"user\",\"id\":\"pc-eva\"},\"action\":{\"name\":\"read\"},\"resource\":"
                                + "{\"type\":\"dataset\",\"id\":\"none\"}}")
                .expect(200);
        assertThat(decision.body()).contains("principal.unknown");
    }

    @Test
    void aChangeThatMakesNoSenseIsRefused() {
        people.admin().post(at("root", "/deactivation"), WHY).expectProblem(409, "principal.self");
        people.admin().post(at("pc-nobody", "/deactivation"), WHY).expectProblem(404, "principal.unknown");
        people.admin().get(at("pc-nobody")).expectProblem(404, "principal.unknown");
        people.admin().put(at("pc-nobody"), "{\"roles\":[],\"attributes\":{}}").expectProblem(404, "principal.unknown");
        people.admin().put(at("ana"), "{\"roles\":[]}").expectProblem(422, "field.missing");
        people.admin()
                .put(at("ana"), "{\"roles\":[],\"attributes\":{},\"kind\":\"service\"}")
                .expectProblem(422, "field.unknown");
        people.admin()
                .put(at("ana"), "{\"roles\":[],\"attributes\":{},\"owner\":\"root\"}")
                .expectProblem(422, "principal.owner");
        people.admin().post(at("ana", "/deactivation"), "{}").expectProblem(422, "field.missing");
    }

    @Test
    void tokensAreListedWithoutTheirSecrets() {
        people.signedIn("pc-fay", List.of("requester"));
        String body = "{\"principal\":\"pc-fay\",\"scopes\":[\"read\"]}";
        var first = people.admin().post("/api/v1/tokens", body).expect(201);
        var second = people.admin().post("/api/v1/tokens", body).expect(201);
        people.admin().delete("/api/v1/tokens/" + first.text("id")).expect(204);

        String path = "/api/v1/tokens?principal=pc-fay&limit=1";
        var page = people.auditor().get(path).expect(200);
        String secret = first.text("token");
        assertThat(page.text("items", "0", "id")).isEqualTo(first.text("id"));
        assertThat(page.text("items", "0", "ends_with")).isEqualTo(secret.substring(secret.length() - 4));
        assertThat(page.text("items", "0", "revoked_at")).isNotBlank();
        var rest = people.auditor().get(path + "&cursor=" + page.text("next")).expect(200);
        assertThat(rest.text("items", "0", "id")).isEqualTo(second.text("id"));
        assertThat(rest.body())
                .doesNotContain("revoked_at")
                .doesNotContain("next")
                .doesNotContain(second.text("token"));
        people.requester().get("/api/v1/tokens").expectProblem(403, "platform.role.missing");
    }
}
