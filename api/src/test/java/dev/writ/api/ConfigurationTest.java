package dev.writ.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code StartFailuresIT} proves the same with a real process. */
class ConfigurationTest {
    @Test
    void theOptionsAndTheJarAreAllThereIs() {
        var environment = Writ.environment(RunningService.options(Path.of("data")));

        assertThat(environment.getProperty("server.port")).isEqualTo("0");
        assertThat(environment.getProperty("server.address")).isEqualTo("127.0.0.1");
        assertThat(environment.getProperty("spring.config.location")).isEqualTo("classpath:/application.yaml");
        assertThat(environment.getProperty("PATH"))
                .as("a variable of the process")
                .isNull();
        assertThat(environment.getProperty("java.home"))
                .as("a property of the process")
                .isNull();
    }
}
