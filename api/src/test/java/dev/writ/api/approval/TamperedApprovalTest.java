package dev.writ.api.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.Client.Answer;
import dev.writ.api.approval.Organisation.House;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
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

    private void sql(String statement) throws SQLException {
        try (Connection database =
                        house.service().context().getBean(DataSource.class).getConnection();
                Statement session = database.createStatement()) {
            assertThat(session.executeUpdate(statement)).isEqualTo(1);
        }
    }
}
