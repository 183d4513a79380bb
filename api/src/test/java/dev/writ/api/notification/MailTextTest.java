package dev.writ.api.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.platform.Columns;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Json;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailTextTest {
    private static MailText text(String event, Map<String, Json> content) {
        return MailText.of(
                new Outgoing(
                        Tenant.MAIN,
                        new UUID(0, 0),
                        Outgoing.MAIL,
                        Optional.of("ana"),
                        1,
                        1,
                        event,
                        "/api/v1/change-requests/1",
                        Columns.write(new Json.Obj(content)),
                        Instant.EPOCH,
                        Optional.empty()),
                "https://writ.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nBcc: x@y.z", "a\n\nb", "a\u2028b", "a\u0085b", "a\u0000b", "a\u202Eb", "a\tb\u000Bc"})
    void whatACallerWroteStaysOnOneLine(String action) {
        MailText text = text("change-request.waiting", Map.of("action", new Json.Str(action)));

        assertThat(text.subject())
                .startsWith("[Writ] A change request waits for you: a")
                .matches("[\\x20-\\x7e]+");
        assertThat(text.body().lines().filter(line -> line.startsWith("What:"))).hasSize(1);
        assertThat(text.body().lines()).hasSize(6);
    }

    @Test
    void longTextsAreCut() {
        MailText text = text("change-request.waiting", Map.of("action", new Json.Str("😀".repeat(500))));

        assertThat(text.subject()).hasSizeLessThan(450).endsWith("…");
        assertThat(text.body()).hasSizeLessThan(1_000);
    }

    @ParameterizedTest
    @EnumSource(Notice.Event.class)
    void everyEventHasAHeadlineAndALink(Notice.Event event) {
        MailText text = text(event.word(), Map.of("expires_at", new Json.Num(3)));

        assertThat(text.subject()).doesNotContain("Something");
        assertThat(text.body())
                .contains("Open:    https://writ.example/api/v1/change-requests/1\n")
                .doesNotContain("Until");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ana",
                "ana@",
                "@writ.example",
                "a@b,c@d",
                "Ana <ana@writ.example>",
                "ana@writ.example\r\nBcc: x@y.z",
                "a b@c",
                "ana@writ.example ",
                "änä@writ.example"
            })
    void whatIsNotExactlyOneAddressIsNone(String address) {
        assertThat(MailAddress.of(address)).isEmpty();
    }

    @Test
    void anAddressIsOne() {
        assertThat(MailAddress.of("ana.lima+writ@mail.example")).isPresent();
    }
}
