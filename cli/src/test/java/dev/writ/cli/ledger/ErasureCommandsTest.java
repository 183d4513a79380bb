package dev.writ.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.cli.Cli;
import dev.writ.cli.http.FakeService;
import dev.writ.cli.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code writ ledger erase} and {@code search}: what they ask a service, and what they make of its answers. */
class ErasureCommandsTest {
    private static final String ENTRY =
            "{\"index\":%d,\"leaf\":\"00\",\"entry\":{\"time\":\"2026-11-23T10:00:00.000Z\",\"type\":"
                    + "\"decision\",\"outcome\":\"deny\",\"principals\":{\"caller\":\"p1\"}}}";

    @TempDir
    private Path folder = Path.of("");

    private final FakeService service;

    ErasureCommandsTest() throws IOException {
        service = new FakeService();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private Cli.Run run(String verb, String... more) {
        List<String> args = new ArrayList<>(List.of("ledger", verb, "--url", service.url()));
        args.addAll(List.of(more));
        return Cli.run(args.toArray(String[]::new));
    }

    @Test
    void anErasureNamesEntryFieldsBasisAndReason() throws IOException {
        Path reason = Files.writeString(folder.resolve("letter"), "Ana asked\n");
        service.on(
                "POST /api/v1/ledger/erasures",
                201,
                "{\"id\":\"e\",\"entry\":12,\"fields\":[\"facts\",\"request\"],\"basis\":\"GDPR Art. 17\",\"ledger\":"
                        + "{\"log\":\"main\",\"index\":40}}");
        Cli.Run run =
                run("erase", "--index=12", "--field=request,facts", "--basis=GDPR Art. 17", "--reason-file=" + reason);
        assertThat(run.err()).isEmpty();
        assertThat(run.out().strip()).isEqualTo("erased facts, request of entry 12; entry 40 tells of it");
        FakeService.Request request = service.requests().getFirst();
        assertThat(request.body())
                .isEqualTo(
                        "{\"entry\":12,\"basis\":\"GDPR Art. 17\",\"fields\":[\"request\",\"facts\"],\"reason\":\"Ana"
                                + " asked\"}");
        assertThat(request.headers()).containsKey("Idempotency-key");
        assertThat(run("erase", "--index=12", "--field=all", "--basis=x", "--format=json")
                        .out())
                .contains("\"index\" : 40");
    }

    @Test
    void anErasureWithoutABasisIsNotSent() {
        assertThat(run("erase", "--index=12", "--field=all").exit()).isNotZero();
        Cli.Run run = run("erase", "--index=12", "--field=all", "--basis=<ana@example.org>");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("the legal basis `<ana@example.org>` cannot stand in the log");
        assertThat(service.requests()).isEmpty();
    }

    @Test
    void aRefusalIsTold() {
        service.on(
                "POST /api/v1/ledger/erasures",
                409,
                "{\"code\":\"erasure.done\",\"detail\":\"`request` of entry `12` is erased already\",\"remediation\":\"leave"
                        + " out what is erased\"}");
        Cli.Run run = run("erase", "--index=12", "--field=request", "--basis=x");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("[erasure.done] `request` of entry `12` is erased already");
    }

    @Test
    void aSearchGoesOnFromPageToPage() {
        String path = "GET /api/v1/ledger/entries?limit=3&actor=ana+b&type=decision&order=oldest";
        service.on(path, 200, "{\"items\":[" + ENTRY.formatted(1) + "," + ENTRY.formatted(2) + "],\"next\":\"n\"}");
        service.on(
                path.replace("limit=3", "limit=1") + "&cursor=n",
                200,
                "{\"items\":[" + ENTRY.formatted(3) + "],\"next\":\"m\"}");
        Cli.Run run = run("search", "--actor=ana b", "--type=decision", "--oldest-first", "--limit=3");
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines())
                .containsExactly(
                        "1  2026-11-23T10:00:00.000Z  decision  deny  caller=p1",
                        "2  2026-11-23T10:00:00.000Z  decision  deny  caller=p1",
                        "3  2026-11-23T10:00:00.000Z  decision  deny  caller=p1",
                        "there are more: raise `--limit`, or narrow the search");
        String json = run("search", "--actor=ana b", "--type=decision", "--oldest-first", "--limit=3", "--format=json")
                .out();
        assertThat(Json.parse(json.getBytes(StandardCharsets.UTF_8), "output")).hasSize(3);
        assertThat(run("search", "--limit=0").err()).contains("`--limit` is 0");
    }

    @Test
    void theCheckOfTheValuesIsReadFromTheServicesJar() {
        String good = "{\"entries\":9,\"erased\":2,\"kept\":7,\"later\":1}";
        ValuesBeside values = ValuesBeside.of(Json.parse(good.getBytes(StandardCharsets.UTF_8), "report"));
        assertThat(values.text()).isEqualTo(", 7 values beside it, 3 erased");
        assertThat(values.finding()).isEmpty();
        String bad = "{\"entries\":9,\"erased\":0,\"finding\":{\"message\":\"missing\",\"place\":\"`facts` of entry"
                + " `7`\"},\"kept\":7,\"later\":0}";
        assertThat(ValuesBeside.of(Json.parse(bad.getBytes(StandardCharsets.UTF_8), "report"))
                        .finding())
                .hasValueSatisfying(finding -> assertThat(finding.place()).isEqualTo("`facts` of entry `7`"));
    }
}
