package dev.writ.api.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.Client;
import dev.writ.api.Client.Answer;
import dev.writ.api.approval.Organisation.House;
import dev.writ.api.audit.Journal;
import dev.writ.api.notification.Notice;
import dev.writ.api.notification.Notices;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What notices repeat of a request goes with the request. */
@ExtendWith(Organisation.class)
@Tag("database")
class NoticeErasureTest {
    private final House house;

    NoticeErasureTest(House house) {
        this.house = house;
    }

    @Test
    void aRequestIsErasedFromItsNoticesToo() throws SQLException {
        house.admin()
                .post(
                        "/api/v1/webhooks",
                        "{\"url\":\"https://hooks.example/erased\",\"events\":[\"change-request.waiting\"]}")
                .expect(201);
        Answer request = house.open("erased:1");
        String about = "/api/v1/change-requests/" + request.text("id");
        var beans = house.service().context();
        beans.getBean(Journal.class).commit(Tenant.MAIN, drafts -> {
            beans.getBean("outboxNotices", Notices.class)
                    .add(
                            Tenant.MAIN,
                            new Notice(
                                    Notice.Event.WAITING,
                                    about,
                                    List.of(),
                                    new Json.Obj(Map.of("action", new Json.Str("promote-to-erased")))));
            return drafts.add(EntryDraft.of("test.noticed", Outcome.RECORDED), Map.of());
        });
        assertThat(content(about)).contains("promote-to-erased");

        Client officer = house.service()
                .principal(house.admin(), "erased-officer", List.of("privacy-officer"), List.of("erase"));
        officer.post(
                        "/api/v1/ledger/erasures",
                        "{\"entry\":" + request.number("ledger", "index")
                                + ",\"fields\":[\"all\"],\"basis\":\"GDPR Art. 17(1)(b)\"}")
                .expect(201);
        assertThat(content(about)).isEqualTo("{}");
    }

    private String content(String about) throws SQLException {
        try (Connection database =
                        house.service().context().getBean(DataSource.class).getConnection();
                Statement session = database.createStatement();
                ResultSet rows = session.executeQuery("select content from notice where about = '" + about + "'")) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
