package dev.writ.api.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.api.Client.Answer;
import dev.writ.api.approval.Organisation.House;
import dev.writ.api.audit.Journal;
import dev.writ.api.platform.ProblemException;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody changes rows behind the service's back: nothing is approved or permitted that the log does not tell of. */
@Tag("database")
@ExtendWith(Organisation.class)
class TamperedApprovalTest {
    private static final String REQUESTS = "/api/v1/change-requests/";

    private final House house;

    TamperedApprovalTest(House house) {
        this.house = house;
    }

    @Test
    void aStateThatNobodyVotedForIsNotPermitted() throws SQLException {
        Answer request = house.open("tampered:1");
        sql("update change_request set state = 'approved' where id = '" + request.text("id") + "'");
        house.requester().get(REQUESTS + request.text("id") + "/permit").expectProblem(500, "ledger.contradiction");
    }

    @Test
    void aRequestThatWasBoundToSomethingElseIsNotVotedOn() throws SQLException {
        Answer request = house.open("tampered:2");
        sql("update change_request set digest = '" + "0".repeat(64) + "' where id = '" + request.text("id") + "'");
        house.vote("bob", request, "approve").expectProblem(500, "ledger.contradiction");
    }

    @Test
    void aVoteThatWasChangedDoesNotCount() throws SQLException {
        for (String change :
                List.of("voter = 'dora', holder = 'dora'", "holder = 'dora'", "voter_groups = '[\"other\"]'")) {
            Answer request = house.open("tampered:" + change.length());
            house.vote("bob", request, "approve").expect(201);
            sql("update vote set " + change + " where request_id = '" + request.text("id") + "'");
            house.vote("cleo", request, "approve").expectProblem(500, "ledger.contradiction");
        }
    }

    @Test
    void aVoteThatNobodyGaveDoesNotCount() throws SQLException {
        Answer request = house.open("tampered:9");
        house.vote("bob", request, "approve").expect(201);
        sql(
                "insert into vote select tenant, request_id, '00000000-0000-4000-8000-000000000001', 'dora', 'dora', verdict,"
                        + " digest, voter_groups, created_at, 'no such entry' from vote where request_id = '"
                        + request.text("id") + "'");
        Answer vote = house.vote("cleo", request, "approve");
        vote.expectProblem(409, "change-request.in_progress");
        assertThat(house.read(request).text("state")).isEqualTo("open");
    }

    @Test
    void aDelegationThatWasWidenedDelegatesNothing() throws SQLException {
        house.person("uwe", List.of("auditor"));
        Answer made = house.signedIn("cleo")
                .post("/api/v1/delegations", "{\"to\":\"uwe\",\"groups\":[\"privacy\"],\"expires_in\":3600}")
                .expect(201);
        sql("update delegation set scope = '{\"actions\":[],\"groups\":[]}' where id = '"
                + made.text("delegation", "id") + "'");
        Answer request = house.open("tampered:10");
        house.vote("uwe", request, "approve", ",\"on_behalf_of\":\"cleo\"").expectProblem(500, "ledger.contradiction");
        sql("delete from delegation where id = '" + made.text("delegation", "id") + "'");
    }

    @Test
    void aDelegationWhoseRevocationWasTakenBackDelegatesNothing() throws SQLException {
        house.person("ulf", List.of("auditor"));
        Answer made = house.signedIn("cleo")
                .post("/api/v1/delegations", "{\"to\":\"ulf\",\"expires_in\":3600}")
                .expect(201);
        house.signedIn("cleo")
                .delete("/api/v1/delegations/" + made.text("delegation", "id"))
                .expect(204);
        sql("update delegation set revoked_at = null where id = '" + made.text("delegation", "id") + "'");
        Answer request = house.open("tampered:11");
        house.vote("ulf", request, "approve", ",\"on_behalf_of\":\"cleo\"").expectProblem(500, "ledger.contradiction");
        sql("delete from delegation where id = '" + made.text("delegation", "id") + "'");
    }

    @Test
    void aReviewThatNobodyGaveIsNotBelieved() throws SQLException {
        Answer request = emergency("tampered:12", "tampering-1");
        String id = request.text("id");
        String forged =
                "update break_glass set reviewer = 'rita', verdict = 'accepted', reviewed_at = timestamp '2026-01-01 00:00:00',"
                        + " review_key = %s where request_id = '" + id + "'";
        sql(forged.formatted("'no such entry'"));
        house.auditor().get(REQUESTS + id).expectProblem(500, "ledger.contradiction");
        sql(forged.formatted("draft_key"));
        house.auditor().get(REQUESTS + id).expectProblem(500, "ledger.contradiction");
    }

    @Test
    void aReviewThatSaysSomethingElseIsNotBelieved() throws SQLException {
        Answer request = emergency("tampered:13", "tampering-2");
        String id = request.text("id");
        house.signedIn("rita")
                .post(REQUESTS + id + "/review", "{\"verdict\":\"rejected\",\"comment\":\"no\"}")
                .expect(201);
        house.auditor().get(REQUESTS + id).expect(200);
        sql("update break_glass set verdict = 'accepted' where request_id = '" + id + "'");
        house.auditor().get(REQUESTS + id).expectProblem(500, "ledger.contradiction");
        sql(
                "update break_glass set reviewer = null, verdict = null, reviewed_at = null, review_key = null where request_id = '"
                        + id + "'");
        house.auditor().get(REQUESTS + id).expectProblem(500, "ledger.contradiction");
        house.signedIn("rita")
                .post(REQUESTS + id + "/review", "{\"verdict\":\"accepted\",\"comment\":\"yes\"}")
                .expectProblem(500, "ledger.contradiction");
    }

    @Test
    void anEmergencyThatWasChangedIsNotBelieved() throws SQLException {
        Answer request = emergency("tampered:14", "tampering-3");
        sql("update break_glass set review_due = timestamp '2099-01-01 00:00:00' where request_id = '"
                + request.text("id") + "'");
        house.auditor().get(REQUESTS + request.text("id")).expectProblem(500, "ledger.contradiction");
    }

    @Test
    void theTeamOfAnEmergencyIsThatOfTheSubjectWhateverTheRowSays() throws SQLException {
        house.evidence("tampered:115");
        Answer request = house.requester("kurt-15", "tampering-15")
                .post("/api/v1/change-requests", House.promotion("tampered:115", "production"))
                .expect(201);
        sql("update change_request set team = 'other' where id = '" + request.text("id") + "'");
        waive(request);
        assertThat(house.auditor()
                        .get("/api/v1/ledger/entries?resource=team:tampering-15")
                        .expect(200)
                        .items("items"))
                .hasSize(1);
    }

    @Test
    void anEmergencyThatIsOnItsWayIntoTheLogIsNoContradictionHoweverLongThatTakes() {
        Answer request = emergency("tampered:116", "tampering-16");
        UUID id = UUID.fromString(request.text("id"));
        Tenant tenant = new Tenant(request.text("ledger", "log"));
        var context = house.service().context();
        var records = context.getBean(EmergencyRecords.class);
        var rows = context.getBean(DSLContext.class);
        assertThatThrownBy(() -> context.getBean(Journal.class).commit(tenant, drafts -> {
                    String key = drafts.add(EntryDraft.of("test.waits", Outcome.RECORDED), Map.of());
                    rows.execute("update break_glass set draft_key = ? where request_id = ?", key, id);
                    return records.find(tenant, id);
                }))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo("change-request.in_progress"));
        house.auditor().get(REQUESTS + request.text("id")).expect(200);
    }

    private Answer emergency(String model, String team) {
        house.evidence(model);
        Answer request = house.requester("kurt-" + team, team)
                .post("/api/v1/change-requests", House.promotion(model, "production"))
                .expect(201);
        return waive(request);
    }

    private Answer waive(Answer request) {
        return house.signedIn("olga")
                .post(
                        REQUESTS + request.text("id") + "/break-glass",
                        "{\"digest\":\"" + request.text("digest") + "\",\"reason\":\"now\",\"incident\":\"INC-9\"}")
                .expect(201);
    }

    private void sql(String statement) throws SQLException {
        try (Connection database =
                        house.service().context().getBean(DataSource.class).getConnection();
                Statement session = database.createStatement()) {
            assertThat(session.executeUpdate(statement)).isEqualTo(1);
        }
    }
}
