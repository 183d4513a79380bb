package dev.writ.api.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.writ.api.Client;
import dev.writ.api.RunningService;
import dev.writ.api.Until;
import dev.writ.api.platform.SmtpAddress;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Json;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** E-mail, taken by a real SMTP server that asks for a sign-in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailTest {
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    private RunningService service;
    private Client admin;
    private Client auditor;
    private Hooks hooks;

    @BeforeAll
    void start(@TempDir Path dir) throws IOException {
        server.setUser("writ@writ.example", "writ", "s3cret");
        server.start();
        Path password = Files.writeString(dir.resolve("smtp.password"), "s3cret\nnot this line\n");
        var smtp = new SmtpAddress(
                "127.0.0.1",
                server.getSmtp().getPort(),
                false,
                "writ@writ.example",
                Optional.of("writ"),
                Optional.of(password));
        service = Plans.start(Plans.options(dir.resolve("data"), Optional.empty(), Optional.of(smtp)), Plans.fast(1));
        admin = service.bootstrap();
        auditor = service.principal(admin, "auditor", List.of("auditor"), List.of("read"));
        hooks = new Hooks(service, admin);
    }

    @AfterAll
    void stop() {
        service.close();
        server.stop();
    }

    private void person(String id, String email) {
        admin.post(
                        "/api/v1/principals",
                        Client.json(Map.of(
                                "id", new Json.Str(id),
                                "kind", new Json.Str("human"),
                                "attributes", new Json.Obj(Map.of("email", new Json.Str(email))))))
                .expect(201);
    }

    @Test
    void aPersonIsToldWhatWaitsWhereAndUntilWhen() throws Exception {
        person("lena", "lena@mail.example");
        hooks.notify(
                List.of("lena", "lena", "auditor", "nobody"), "promote `home-mortgage` – für alle – to production");

        MimeMessage got = to("lena@mail.example");
        assertThat(got.getSubject())
                .isEqualTo("[Writ] A change request waits for you: promote `home-mortgage` – für alle – to production");
        assertThat(got.getFrom()[0].toString()).isEqualTo("writ@writ.example");
        assertThat(got.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(got.getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(got.getContent().toString().replace("\r\n", "\n").stripTrailing())
                .isEqualTo(golden().stripTrailing());
        assertThat(mails("lena@mail.example")).hasSize(1);
        Until.that("delivered", () -> delivered().contains(id(got)));
    }

    private static String id(MimeMessage message) {
        try {
            return message.getMessageID().replaceAll("[<>]|@.*", "");
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private String delivered() {
        return admin.get("/api/v1/mail/deliveries?state=delivered").expect(200).body();
    }

    private static String golden() throws IOException {
        try (InputStream in = Objects.requireNonNull(MailTest.class.getResourceAsStream("/notification/waiting.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void nothingThatACallerWroteBecomesAHeader() throws Exception {
        person("mallory", "mallory@mail.example");
        hooks.notify(List.of("mallory"), "x\r\nBcc: victim@mail.example\r\n\r\n<script>");

        MimeMessage got = to("mallory@mail.example");
        assertThat(got.getHeader("Bcc")).isNull();
        assertThat(got.getRecipients(Message.RecipientType.TO)).hasSize(1);
        assertThat(got.getSubject())
                .isEqualTo("[Writ] A change request waits for you: x  Bcc: victim@mail.example    <script>");
        assertThat(mails("victim@mail.example")).isEmpty();
    }

    @Test
    void anAddressThatIsNoneIsADeadLetterAtOnce() {
        person("oddly", "oddly@mail.example, victim@mail.example");
        hooks.notify(List.of("oddly"), "no address");

        Until.that(
                "dead",
                () -> admin.get("/api/v1/mail/deliveries?state=dead").body().contains("\"oddly\""));
        var dead = admin.get("/api/v1/mail/deliveries?state=dead");
        assertThat(dead.text("items", "0", "last_error"))
                .isEqualTo("the attribute `email` of the principal is no address");
        assertThat(dead.number("items", "0", "attempts")).isEqualTo(1);
        String id = dead.text("items", "0", "id");
        // The row is there once the log has the entry; that is found once a checkpoint that covers it is published.
        Until.that(
                "the entry is published",
                () -> auditor.get("/api/v1/ledger/entries?type=mail.dead_letter")
                        .body()
                        .contains(id));
        assertThat(auditor.get("/api/v1/ledger/entries?type=mail.dead_letter").body())
                .doesNotContain("oddly");
        admin.post("/api/v1/mail/deliveries/" + id + "/redelivery", "{}").expect(202);
        Until.that(
                "dead again",
                () -> admin.get("/api/v1/mail/deliveries?state=dead").body().contains(id));
        assertThat(mails("victim@mail.example")).isEmpty();
    }

    @Test
    void whoMayNotActAnyMoreIsToldNothing() throws Exception {
        person("gone", "gone@mail.example");
        person("there", "there@mail.example");
        admin.post("/api/v1/principals/gone/deactivation", "{\"reason\":\"left\"}")
                .expect(200);
        hooks.notify(List.of("gone", "there"), "for those who are there");
        to("there@mail.example");
        assertThat(mails("gone@mail.example")).isEmpty();
        assertThat(admin.get("/api/v1/mail/deliveries?limit=200").expect(200).body())
                .doesNotContain("\"gone\"");

        // One that was deactivated after the notice was written.
        var waiting = new Outgoing(
                Tenant.MAIN,
                UUID.randomUUID(),
                Outgoing.MAIL,
                Optional.of("gone"),
                1,
                1,
                "change-request.waiting",
                "/api/v1/change-requests/1",
                "{}",
                Instant.EPOCH,
                Optional.empty());
        assertThat(service.context().getBean(Mailer.class).send(waiting)).isInstanceOf(Attempt.Refused.class);
    }

    @Test
    void aServerThatIsNotThereIsTriedAgainAndThenGivenUp(@TempDir Path other) {
        var nowhere = new SmtpAddress("127.0.0.1", 1, false, "writ@writ.example", Optional.empty(), Optional.empty());
        try (RunningService lonely =
                Plans.start(Plans.options(other, Optional.empty(), Optional.of(nowhere)), Plans.fast(1))) {
            Client root = lonely.bootstrap();
            root.post(
                            "/api/v1/principals",
                            "{\"id\":\"pia\",\"kind\":\"human\",\"attributes\":{\"email\":\"pia@mail.example\"}}")
                    .expect(201);
            new Hooks(lonely, root).notify(List.of("pia"), "unheard");
            Until.that(
                    "dead",
                    () -> !root.get("/api/v1/mail/deliveries?state=dead")
                            .items("items")
                            .isEmpty());
            var dead = root.get("/api/v1/mail/deliveries?state=dead");
            assertThat(dead.number("items", "0", "attempts")).isEqualTo(2);
            assertThat(dead.body()).doesNotContain("127.0.0.1").doesNotContain("pia@");
        }
    }

    private MimeMessage to(String address) {
        Until.that("a message for " + address, () -> !mails(address).isEmpty());
        return mails(address).getFirst();
    }

    private List<MimeMessage> mails(String address) {
        return List.of(server.getReceivedMessages()).stream()
                .filter(message -> isTo(message, address))
                .toList();
    }

    private static boolean isTo(MimeMessage message, String address) {
        try {
            return List.of(message.getAllRecipients()).toString().contains(address);
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }
}
