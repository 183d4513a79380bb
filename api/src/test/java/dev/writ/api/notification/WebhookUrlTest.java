package dev.writ.api.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.api.platform.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookUrlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "hooks.example",
                "/hook",
                "https:///hook",
                "https://user@hooks.example/",
                "https://user:secret@hooks.example/",
                "https://hooks.example/#x",
                "https://hooks.example:99999/",
                "http://hooks.example/",
                "http://127.0.0.1.hooks.example/",
                "http://10.0.0.1/",
                "ftp://hooks.example/",
                "file:///etc/passwd",
                "https://hooks.example/a b",
                "https://hooks.example/\r\nHost: x"
            })
    void whatIsNoHttpsUrlIsRefusedAndItsSecretsAreNotRepeated(String url) {
        assertThatThrownBy(() -> WebhookUrl.require(url, true)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().code()).isEqualTo("webhook.url");
            assertThat(e.problem().detail()).doesNotContain("secret");
        });
    }

    @Test
    void thisMachineNeedsNoTlsIfTheOperatorSaysSo() {
        for (String url : new String[] {"http://localhost:8080/a", "http://127.0.0.1/", "http://[::1]:9/x?y=z"}) {
            assertThat(WebhookUrl.require(url, true)).isEqualTo(url);
            assertThatThrownBy(() -> WebhookUrl.require(url, false)).isInstanceOf(ProblemException.class);
        }
        assertThat(WebhookUrl.require("https://hooks.example/a?b=c", false)).isEqualTo("https://hooks.example/a?b=c");
    }
}
