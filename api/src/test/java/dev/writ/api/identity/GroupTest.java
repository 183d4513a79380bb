package dev.writ.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.Client;
import dev.writ.api.SharedService;
import dev.writ.api.SharedService.People;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Tenant;
import dev.writ.api.platform.TokenAuthenticator;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Groups, through HTTP, and as other rooms see them. */
@ExtendWith(SharedService.class)
@Tag("database")
class GroupTest {
    private final People people;
    private final Groups groups;

    GroupTest(People people) {
        this.people = people;
        this.groups = people.service().context().getBean(Groups.class);
    }

    private Client.Answer put(String name, String... members) {
        return people.admin()
                .put(
                        "/api/v1/groups/" + name,
                        Client.json(java.util.Map.of("members", Client.texts(List.of(members)))));
    }

    private Caller caller(String token) {
        return people.service()
                .context()
                .getBean(TokenAuthenticator.class)
                .authenticate(token)
                .orElseThrow();
    }

    private void register(String... ids) {
        for (String id : ids) {
            people.service().person(people.admin(), people.issuer(), id, List.of("requester"));
        }
    }

    @Test
    void aGroupConsistsOfWhomTheAdministratorNames() {
        register("gr-ada", "gr-ben", "gr-cleo");
        put("gr-risk", "gr-ben", "gr-ada").expect(200);
        var read = people.auditor().get("/api/v1/groups/gr-risk").expect(200);
        assertThat(read.text("members", "0")).isEqualTo("gr-ada");
        assertThat(read.items("members")).hasSize(2);
        assertThat(groups.of(Tenant.MAIN, "gr-ada")).contains("gr-risk");

        put("gr-risk", "gr-ben", "gr-cleo").expect(200);
        assertThat(groups.members(Tenant.MAIN, "gr-risk")).containsExactly("gr-ben", "gr-cleo");
        assertThat(groups.of(Tenant.MAIN, "gr-ada")).doesNotContain("gr-risk");
        put("gr-risk").expect(200);
        assertThat(groups.members(Tenant.MAIN, "gr-risk")).isEmpty();
        assertThat(people.admin().get("/api/v1/groups?limit=200").expect(200).body())
                .contains("{\"name\":\"gr-risk\"}");

        people.admin().delete("/api/v1/groups/gr-risk").expect(204);
        people.admin().get("/api/v1/groups/gr-risk").expectProblem(404, "group.unknown");
        people.admin().delete("/api/v1/groups/gr-risk").expectProblem(404, "group.unknown");
    }

    @Test
    void aChangeIsOfTheMembersThatWereRead() {
        register("gr-hal", "gr-ida");
        String path = "/api/v1/groups/gr-tagged";
        String both = "{\"members\":[\"gr-hal\",\"gr-ida\"]}";
        people.admin().put(path, both, "If-Match", "*").expectProblem(412, "if_match.stale");
        String tag = put("gr-tagged", "gr-hal").expect(200).header("ETag");
        assertThat(people.auditor().get(path).expect(200).header("ETag")).isEqualTo(tag);
        people.admin().put(path, both, "If-Match", tag).expect(200);
        people.admin().put(path, both, "If-Match", tag).expectProblem(412, "if_match.stale");
        people.admin().put(path, both, "If-Match", "*").expect(200);
    }

    @Test
    void aGroupIsRemovedAsItWasRead() {
        register("gr-jon");
        String path = "/api/v1/groups/gr-removed";
        String before = put("gr-removed").expect(200).header("ETag");
        String tag = put("gr-removed", "gr-jon").expect(200).header("ETag");
        people.admin().delete(path, "If-Match", before).expectProblem(412, "if_match.stale");
        people.admin().delete(path, "If-Match", "unquoted").expectProblem(400, "if_match.form");
        people.auditor().get(path).expect(200);
        people.admin().delete(path, "If-Match", tag).expect(204);
    }

    @Test
    void aGroupThatIsToBeMadeReplacesNone() {
        register("gr-kim");
        String path = "/api/v1/groups/gr-fresh";
        String none = "{\"members\":[]}";
        people.admin()
                .put(path, "{\"members\":[\"gr-kim\"]}", "If-None-Match", "*")
                .expect(200);
        people.admin().put(path, none, "If-None-Match", "*").expectProblem(412, "if_none_match.exists");
        people.admin().put(path, none, "If-None-Match", "\"a\"").expectProblem(400, "if_none_match.form");
        assertThat(people.auditor().get(path).expect(200).body()).contains("gr-kim");
    }

    @Test
    void everyChangeIsInTheLogUnderTheNameOfTheGroup() {
        register("gr-eva");
        long made = put("gr-logged", "gr-eva").expect(200).number("ledger", "index");
        people.admin().delete("/api/v1/groups/gr-logged").expect(204);
        var found = people.auditor()
                .get("/api/v1/ledger/entries?resource=gr-logged&limit=10")
                .expect(200);
        assertThat(found.items("items")).hasSize(2);
        assertThat(found.body())
                .contains("\"group.changed\"")
                .contains("\"group.removed\"")
                .contains("\"index\":" + made);
    }

    @Test
    void aCallerIsInTheGroupsOfTheServiceAndOfItsToken() {
        register("gr-fay");
        put("gr-kept", "gr-fay", "ana").expect(200);
        String token = people.issuer().token("gr-fay", "gr-claimed");
        Caller fay = caller(token);
        assertThat(fay.groups()).containsExactly("gr-claimed", "gr-kept");
        assertThat(fay.signIn()).isEqualTo(Caller.SignIn.OIDC);
        assertThat(fay.person()).isEqualTo("gr-fay");
        assertThat(fay.credential()).startsWith("jwt:");
        assertThat(groups.of(Tenant.MAIN, "gr-fay")).containsExactly("gr-kept");

        var issued = people.admin()
                .post("/api/v1/tokens", "{\"principal\":\"gr-fay\",\"scopes\":[\"read\"]}")
                .expect(201);
        Caller byToken = caller(issued.text("token"));
        assertThat(byToken.groups()).containsExactly("gr-kept");
        assertThat(byToken.signIn()).isEqualTo(Caller.SignIn.API_TOKEN);
        put("gr-kept").expect(200);
        assertThat(caller(token).groups()).containsExactly("gr-claimed");
    }

    @Test
    void aGroupThatMakesNoSenseIsRefused() {
        put("gr-bad", "gr-nobody").expectProblem(422, "group.member");
        put("-x").expectProblem(422, "group.name");
        people.admin().put("/api/v1/groups/gr-bad", "{}").expectProblem(422, "field.missing");
        people.admin().put("/api/v1/groups/gr-bad", "{\"member\":[]}").expectProblem(422, "field.unknown");
        people.requester().get("/api/v1/groups").expectProblem(403, "platform.role.missing");
        people.auditor().put("/api/v1/groups/gr-bad", "{\"members\":[]}").expectProblem(403, "platform.role.missing");
    }
}
