package dev.writ.api;

import dev.writ.api.audit.AppendBaseline;
import dev.writ.api.audit.PinnedLog;
import dev.writ.api.platform.DataFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** Prints what later work is compared with. Arguments: seconds for each measurement. */
public final class Baseline {
    private static final List<Integer> APPENDERS = List.of(1, 16, 256, 1024);
    private static final List<Integer> ASKERS = List.of(1, 16, 64);
    private static final String ASK = "{\"subject\":{\"type\":\"user\",\"id\":\"root\"},\"action\":{\"name\":\"read\"},"
            + "\"resource\":{\"type\":\"dataset\",\"id\":\"nothing\"}}";

    private Baseline() {}

    public static void main(String[] args) throws Exception {
        LoggingSystem.get(Baseline.class.getClassLoader())
                .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        Duration time = Duration.ofSeconds(Long.parseLong(args[0]));
        System.out.println("processors " + Runtime.getRuntime().availableProcessors() + ", java "
                + Runtime.version() + ", H2 file, one sync for each group");
        Folders.in(folder -> {
            try (DataFolder data = DataFolder.open(folder)) {
                AppendBaseline.warmUp(data.database(PinnedLog.in(folder)), folder);
            }
            return new Load.Result("warm-up", 0, 0, 0, 0);
        });
        for (AppendBaseline.Way way : AppendBaseline.Way.values()) {
            for (int callers : APPENDERS) {
                System.out.println(Folders.in(folder -> {
                    try (DataFolder data = DataFolder.open(folder)) {
                        return AppendBaseline.run(data.database(PinnedLog.in(folder)), folder, way, callers, time);
                    }
                }));
            }
        }
        for (int callers : ASKERS) {
            System.out.println(Folders.in(folder -> decisions(folder, callers, time)));
        }
    }

    private static Load.Result decisions(Path folder, int callers, Duration time) throws Exception {
        try (ServiceProcess service = ServiceProcess.run(
                List.of(), List.of("-Xmx1g"), "serve", "--port", "0", "--rate-limit", "0", "--data-dir", folder.toString())) {
            Client client = service.client();
            Client caller = client.withToken(Acknowledged.bootstrap(client, folder));
            Callable<?> ask = () -> caller.post("/access/v1/evaluation", ASK).expect(200);
            Load.warmUp(callers, ask);
            return Load.run("decisions over HTTP", callers, time, ask);
        }
    }
}
