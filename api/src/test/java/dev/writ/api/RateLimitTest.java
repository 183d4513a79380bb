package dev.writ.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.platform.ServeOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rates of callers at a service that allows little. */
class RateLimitTest {
    @Test
    void eachPrincipalHasARateAndIsToldWhereItStands(@TempDir Path dir) {
        ServeOptions options = RunningService.options(dir).withRateLimit(60);
        try (RunningService service = RunningService.start(options)) {
            Client admin = service.bootstrap();
            Client auditor = service.principal(admin, "auditor", List.of("auditor"), List.of("read"));
            var first = auditor.get("/api/v1/decisions").expect(200);
            assertThat(first.header("RateLimit-Policy")).isEqualTo("\"principal\";q=10;w=10");
            assertThat(first.header("RateLimit")).matches("\"principal\";r=9;t=1");

            // A bucket of ten gets one more each second: far fewer than are sent here in that time.
            var answers = IntStream.range(0, 40)
                    .mapToObj(_ -> auditor.get("/api/v1/decisions/none"))
                    .toList();
            var refused = answers.stream()
                    .filter(answer -> answer.status() == 429)
                    .findFirst()
                    .orElseThrow();
            refused.expectProblem(429, "rate.exceeded");
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(refused.header("RateLimit")).startsWith("\"principal\";r=0;t=");

            admin.get("/api/v1/principals").expect(200);
            Client another = service.token(admin, "auditor", List.of("read"));
            assertThat(another.get("/api/v1/decisions/none").status())
                    .as("a further token is no further rate")
                    .isEqualTo(429);
            assertThat(service.client().get("/actuator/health").header("RateLimit"))
                    .isEmpty();
        }
    }

    @Test
    void anAddressThatFailsToAuthenticateIsRefusedBeforeItsTokensAreLookedAt(@TempDir Path dir) {
        ServeOptions options = RunningService.options(dir).withRateLimit(60);
        try (RunningService service = RunningService.start(options)) {
            Client admin = service.bootstrap();
            admin.get("/api/v1/principals").expect(200);
            Client stranger = service.client().withToken("writ_" + "A".repeat(43));
            stranger.get("/api/v1/principals").expectProblem(401, "token.invalid");
            var answers = IntStream.range(0, 40)
                    .mapToObj(_ -> stranger.get("/api/v1/principals"))
                    .filter(answer -> answer.status() == 429)
                    .toList();
            assertThat(answers).isNotEmpty();
            answers.getFirst().expectProblem(429, "rate.exceeded");
            assertThat(answers.getFirst().header("RateLimit-Policy")).isEqualTo("\"address\";q=10;w=10");
            assertThat(answers.getFirst().header("Retry-After")).isEqualTo("1");
            service.client().get("/v3/api-docs").expectProblem(429, "rate.exceeded");
            service.client().withToken("a.b.c").post("/api/v1/bootstrap", "{}").expectProblem(429, "rate.exceeded");

            admin.get("/api/v1/principals").expect(200);
            service.client().get("/actuator/health").expect(200);
        }
    }

    @Test
    void aTokenIsNoBetterTriedOnTheProbes(@TempDir Path dir) {
        ServeOptions options = RunningService.options(dir).withRateLimit(60);
        try (RunningService service = RunningService.start(options)) {
            Client stranger = service.client().withToken("writ_" + "A".repeat(43));
            assertThat(statuses(stranger, "/actuator/health")).startsWith(401).contains(429);
            assertThat(statuses(service.client(), "/actuator/health/readiness")).containsOnly(200);
            assertThat(statuses(service.client(), "/actuator/prometheus")).contains(429);
        }
    }

    private static List<Integer> statuses(Client client, String path) {
        return IntStream.range(0, 40).mapToObj(_ -> client.get(path).status()).toList();
    }

    @Test
    void aTokenThatIsRevokedIsKnownNoLonger(@TempDir Path dir) {
        ServeOptions options = RunningService.options(dir).withRateLimit(60);
        try (RunningService service = RunningService.start(options)) {
            Client admin = service.bootstrap();
            Client auditor = service.principal(admin, "auditor", List.of("auditor"), List.of("read"));
            auditor.get("/api/v1/decisions").expect(200);
            String id =
                    admin.get("/api/v1/tokens?principal=auditor").expect(200).text("items", "0", "id");
            admin.delete("/api/v1/tokens/" + id).expect(204);
            assertThat(statuses(auditor, "/api/v1/decisions")).startsWith(401).contains(429);
            admin.get("/api/v1/principals").expect(200);
        }
    }

    @Test
    void oneTokenWrittenInManyWaysIsOneRate(@TempDir Path dir) {
        try (Issuer issuer = Issuer.start();
                RunningService service =
                        RunningService.start(RunningService.options(dir, Optional.empty(), Optional.of(issuer.oidc()))
                                .withRateLimit(60))) {
            Client admin = service.bootstrap();
            service.person(admin, issuer, "zoe", List.of("requester"));
            String token = issuer.token("zoe");
            // The last character of a signature of 256 bytes holds two bits that nobody reads.
            char last = token.charAt(token.length() - 1);
            String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
            int value = alphabet.indexOf(last);
            List<String> same = IntStream.range(0, 16)
                    .mapToObj(bits -> token.substring(0, token.length() - 1) + alphabet.charAt(value / 16 * 16 + bits))
                    .toList();
            var statuses = IntStream.range(0, 40)
                    .mapToObj(i -> service.client().withToken(same.get(i % 16)).get("/api/v1/decisions"))
                    .map(Client.Answer::status)
                    .toList();
            assertThat(statuses).contains(429);
        }
    }
}
