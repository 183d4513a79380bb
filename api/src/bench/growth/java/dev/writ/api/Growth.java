package dev.writ.api;

import dev.writ.api.audit.GrowingLog;
import dev.writ.api.audit.PinnedLog;
import dev.writ.api.platform.DataFolder;
import java.time.Duration;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** Whether a log stays as fast as it was: arguments, all in one text, are the entries to grow to and after how many a line is printed. */
public final class Growth {
    private Growth() {}

    public static void main(String[] args) throws Exception {
        LoggingSystem.get(Growth.class.getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        String[] given = args[0].split(" ", 2);
        System.out.println("processors " + Runtime.getRuntime().availableProcessors() + ", java " + Runtime.version()
                + ", H2 file, 256 callers");
        long begin = System.nanoTime();
        Folders.in(folder -> {
            try (DataFolder data = DataFolder.open(folder)) {
                GrowingLog.run(data.database(PinnedLog.in(folder)), folder, Long.parseLong(given[0]), Long.parseLong(given[1]));
            }
            return new Load.Result("growth", 256, 0, 0, 0);
        });
        System.out.println("took " + Duration.ofNanos(System.nanoTime() - begin).toSeconds() + " s");
    }
}
