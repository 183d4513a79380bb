package dev.writ.api.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.Client;
import dev.writ.api.Client.Answer;
import dev.writ.api.Until;
import dev.writ.api.approval.Organisation.House;
import dev.writ.api.approval.Organisation.Later;
import dev.writ.api.notification.Notice;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What becomes due while nobody acts; in a service of its own, whose clock is moved on. */
@Execution(ExecutionMode.SAME_THREAD)
@Tag("database")
@ExtendWith(Organisation.class)
class DeadlineTest {
    private final House house;

    DeadlineTest(Later later) {
        this.house = later.house();
    }

    private List<Notice> about(Answer request) {
        return house.notices().stream()
                .filter(notice -> notice.about().endsWith(request.text("id")))
                .toList();
    }

    private static List<String> events(List<Notice> notices) {
        return notices.stream().map(notice -> notice.event().word()).toList();
    }

    @Test
    void thoseWhoAreAskedAreToldAndThenThoseAboveThemUntilItExpires() {
        house.person("wim", List.of());
        house.join("model-risk-escalation", "wim");
        Answer request = house.open("late:1");
        Notice waiting = about(request).getFirst();
        assertThat(waiting.event()).isEqualTo(Notice.Event.WAITING);
        assertThat(waiting.recipients()).contains("bob", "cleo", "dora");

        house.clock().forward(Duration.ofHours(25));
        Until.that("it is due", () -> events(about(request)).contains("change-request.escalated"));
        assertThat(about(request).getLast().recipients()).containsExactly("wim");

        house.clock().forward(Duration.ofDays(5));
        Until.that("it is due", () -> events(about(request)).contains("change-request.expiring"));
        assertThat(about(request).getLast().recipients()).contains("ana", "bob");

        house.clock().forward(Duration.ofDays(1));
        house.vote("bob", request, "approve").expectProblem(409, "change-request.closed");
        Until.that(
                "it is due",
                () -> house.auditor()
                        .get("/api/v1/change-requests/" + request.text("id"))
                        .text("state")
                        .equals("expired"));
        assertThat(events(about(request)))
                .containsExactly(
                        "change-request.waiting",
                        "change-request.escalated",
                        "change-request.expiring",
                        "change-request.decided");
        assertThat(house.entries(request))
                .containsSubsequence(
                        "change-request.opened",
                        "change-request.escalated",
                        "change-request.expiring",
                        "change-request.expired");
    }

    @Test
    void anOverdueReviewBlocksTheNextPromotionOfThatTeamOnly() {
        Answer request = open("lea", "loans", "glass:4");
        house.signedIn("olga")
                .post(
                        "/api/v1/change-requests/" + request.text("id") + "/break-glass",
                        "{\"digest\":\"" + request.text("digest")
                                + "\",\"reason\":\"nobody gets a loan\",\"incident\":\"INC-8\"}")
                .expect(201);
        assertThat(open("lea", "loans", "glass:5").text("state")).isEqualTo("open");
        house.clock().forward(Duration.ofHours(73));
        Answer blocked = open("lou", "loans", "glass:6");
        assertThat(blocked.text("state")).isEqualTo("rejected");
        assertThat(blocked.text("reasons", "0", "code")).isEqualTo("promotion.review.overdue");
        assertThat(blocked.text("reasons", "0", "remediation")).contains(request.text("id") + "/review");
        assertThat(open("max", "savings", "glass:7").text("state")).isEqualTo("open");
        house.signedIn("rita")
                .post(
                        "/api/v1/change-requests/" + request.text("id") + "/review",
                        "{\"verdict\":\"rejected\",\"comment\":\"there was time for votes\"}")
                .expect(201);
        assertThat(open("lou", "loans", "glass:8").text("state")).isEqualTo("open");
    }

    @Test
    void nobodyLiftsABlockByARow() throws SQLException {
        Answer moved = waived("pam", "pensions", "glass:30");
        Answer gone = waived("sam", "securities", "glass:31");
        Answer mute = waived("tim", "treasury", "glass:32");
        house.signedIn("rita")
                .post(
                        "/api/v1/change-requests/" + mute.text("id") + "/review",
                        "{\"verdict\":\"accepted\",\"comment\":\"right\"}")
                .expect(201);
        assertThat(open("pam", "pensions", "glass:33").text("state")).isEqualTo("open");
        house.clock().forward(Duration.ofHours(73));
        sql("update break_glass set team = 'x' where request_id = '" + moved.text("id") + "'");
        sql("delete from break_glass where request_id = '" + gone.text("id") + "'");
        sql("delete from payload where field = 'incident' and draft_key ="
                + " (select draft_key from break_glass where request_id = '" + mute.text("id") + "')");
        assertThat(open("pam", "pensions", "glass:34").text("reasons", "0", "code"))
                .isEqualTo("promotion.review.overdue");
        assertThat(open("sam", "securities", "glass:35").text("reasons", "0", "code"))
                .isEqualTo("promotion.review.overdue");
        assertThat(open("tim", "treasury", "glass:36").text("state"))
                .as("a value of an old emergency that is missing is in nobody's way")
                .isEqualTo("open");
    }

    private void sql(String statement) throws SQLException {
        try (Connection database =
                        house.service().context().getBean(DataSource.class).getConnection();
                Statement session = database.createStatement()) {
            assertThat(session.executeUpdate(statement)).isEqualTo(1);
        }
    }

    private Answer waived(String requester, String team, String model) {
        Answer request = open(requester, team, model);
        return house.signedIn("olga")
                .post(
                        "/api/v1/change-requests/" + request.text("id") + "/break-glass",
                        "{\"digest\":\"" + request.text("digest") + "\",\"reason\":\"now\",\"incident\":\"INC-9\"}")
                .expect(201);
    }

    @Test
    void aDelegationEndsAndIsNotHandedOn() {
        house.person("ida", List.of("auditor"));
        house.person("jo", List.of("auditor"));
        house.join("works-council", "ida");
        delegate("cleo", "ida");
        delegate("ida", "jo");
        Answer request = house.open("delegated:4");
        house.vote("jo", request, "approve", ",\"on_behalf_of\":\"cleo\"").expectProblem(403, "vote.not_delegated");
        house.vote("jo", request, "approve", ",\"on_behalf_of\":\"ida\"").expectProblem(403, "vote.not_a_member");
        house.clock().forward(Duration.ofHours(2));
        house.vote("ida", request, "approve", ",\"on_behalf_of\":\"cleo\"").expectProblem(403, "vote.not_delegated");
    }

    private Answer open(String requester, String team, String model) {
        Client client = house.requester(requester, team);
        house.evidence(model);
        return client.post("/api/v1/change-requests", House.promotion(model, "production"))
                .expect(201);
    }

    private void delegate(String from, String to) {
        house.signedIn(from)
                .post("/api/v1/delegations", "{\"to\":\"" + to + "\",\"expires_in\":3600}")
                .expect(201);
    }
}
