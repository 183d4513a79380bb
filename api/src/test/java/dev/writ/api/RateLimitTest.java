package dev.writ.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.platform.ServeOptions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rates of callers at a service that allows little. */
class RateLimitTest {
    @Test
    void eachTokenHasARateAndIsToldWhereItStands(@TempDir Path dir) {
        ServeOptions options = RunningService.options(dir).withRateLimit(60);
        try (RunningService service = RunningService.start(options)) {
            Client admin = service.bootstrap();
            Client auditor = service.principal(admin, "auditor", List.of("auditor"), List.of("read"));
            var first = auditor.get("/api/v1/decisions").expect(200);
            assertThat(first.header("RateLimit-Policy")).isEqualTo("\"credential\";q=10;w=10");
            assertThat(first.header("RateLimit")).matches("\"credential\";r=9;t=1");

            // A bucket of ten gets one more each second: far fewer than are sent here in that time.
            var answers = java.util.stream.IntStream.range(0, 40)
                    .mapToObj(_ -> auditor.get("/api/v1/decisions/none"))
                    .toList();
            var refused = answers.stream()
                    .filter(answer -> answer.status() == 429)
                    .findFirst()
                    .orElseThrow();
            refused.expectProblem(429, "rate.exceeded");
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(refused.header("RateLimit")).startsWith("\"credential\";r=0;t=");

            admin.get("/api/v1/principals").expect(200);
            assertThat(service.client().get("/actuator/health").header("RateLimit"))
                    .isEmpty();
        }
    }
}
