package dev.writ.cli.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.cli.Failure;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceClientTest {
    private FakeService service;
    private ServiceClient client;

    @BeforeEach
    void start() throws Exception {
        service = new FakeService();
        client = ServiceClient.of(URI.create(service.url() + "/"), Optional.of("secret"));
    }

    @AfterEach
    void stop() {
        client.close();
        service.close();
    }

    @Test
    void sendsTokenAndJson() {
        service.on("POST /api/v1/things", 201, "{\"id\":\"a\"}");

        var answer =
                ServiceClient.json(client.post("/api/v1/things", Json.object().put("n", 1)));

        assertThat(Json.text(answer, "id")).isEqualTo("a");
        FakeService.Request request = service.requests().getFirst();
        assertThat(request.token()).isEqualTo("secret");
        assertThat(request.body()).isEqualTo("{\"n\":1}");
        assertThat(request.headers()).containsEntry("Content-type", "application/json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "401 | '' | the service refused `/x` (401)~give a valid token by --token-file or the variable WRIT_TOKEN",
                "403 | {'code':'access.forbidden','detail':'`rita` may not','remediation':'ask `ada`'} | the service refused `/x` (403): [access.forbidden] `rita` may not; ask `ada`",
                "400 | {'title':'bad'} | the service refused `/x` (400): bad",
                "400 | 'plain text' | the service refused `/x` (400): plain text",
                "404 | '' | the service refused `/x` (404)~is --url the address of a Writ service?",
                "503 | {'detail':'the log cannot append'} | the service refused `/x` (503): the log cannot append~nothing was decided: try again",
                "200 | <html> | the answer of `URL/x`:1:1 is not JSON: Unexpected character ('<' (code 60)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
                "200 | {'a':1,'a':2} | the answer of `URL/x`:1:11 is not JSON: Duplicate Object property \"a\"",
            })
    void everyRefusalSaysWhatTheServiceSaid(int status, String body, String message) {
        service.on("GET /x", status, body.equals("''") ? "" : body.replace('\'', '"'));

        assertThatThrownBy(() -> ServiceClient.json(client.get("/x")))
                .isInstanceOf(Failure.class)
                .hasMessage(message.replace('~', '\n').replace("URL", service.url()));
    }

    @Test
    void controlCharactersOfAForeignAnswerDoNotReachTheTerminal() {
        service.on("GET /x", 500, "a\u001b[2Jb" + "c".repeat(1000));

        assertThatThrownBy(() -> ServiceClient.json(client.get("/x")))
                .hasMessageStartingWith("the service refused `/x` (500): a [2Jbcc")
                .hasMessageEndingWith("c …");
    }

    @Test
    void anUnreachableServiceIsNamed() {
        service.close();

        assertThatThrownBy(() -> client.get("/x"))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("cannot reach the service at `" + service.url() + "/`: is it running");
    }

    @ParameterizedTest
    @CsvSource({"ftp://host", "host:8181", "http:///nothing", "/path", "//host"})
    void whatIsNoUrlOfAServiceIsRefused(String url) {
        assertThatThrownBy(() -> ServiceClient.of(URI.create(url), Optional.empty()))
                .hasMessage("`" + url + "` is not the URL of a service: give one like `http://127.0.0.1:8181`");
    }
}
