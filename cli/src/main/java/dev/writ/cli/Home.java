package dev.writ.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where Writ is installed: the folder that holds the launcher.
 *
 * @param path the folder
 */
public record Home(Path path) {
    /** The folder that the launcher named. */
    public static Home find() {
        String home = System.getProperty("writ.home");
        if (home == null) {
            throw new Failure("the system property `writ.home` is not set: start this command by the launcher `writ`");
        }
        return new Home(Path.of(home));
    }

    /** The service's jar, which lies beside its libraries and the cache that it starts from. */
    public Path serviceJar() {
        Path folder = path.resolve("api").resolve("target").resolve("service");
        List<Path> jars = List.of();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                jars = files.filter(file -> file.getFileName().toString().endsWith(".jar"))
                        .toList();
            } catch (IOException e) {
                throw Failure.io("find the service's jar", e);
            }
        }
        if (jars.size() == 1) {
            return jars.getFirst();
        }
        throw new Failure("expected one jar in `" + folder + "`, found " + jars.size()
                + ": run `mvn -DskipTests package` in `" + path + "`");
    }

    /** The shipped example that the demo promotes. */
    public Path example() {
        return path.resolve("docs").resolve("examples").resolve("home-mortgage");
    }
}
