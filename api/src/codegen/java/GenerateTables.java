import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;

/**
 * Writes the jOOQ tables from the Flyway migrations: `java -cp … GenerateTables.java MIGRATIONS OUTPUT`.
 *
 * <p>Runs in a forked JVM of the tool chain, because Maven itself may run on an older one. Does nothing when the migrations and
 * this program are the ones that the output was made from.
 */
final class GenerateTables {
    private static final String URL =
            "jdbc:h2:mem:codegen;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1";

    private GenerateTables() {}

    public static void main(String[] args) throws Exception {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        Path migrations = Path.of(args[0]);
        Path output = Path.of(args[1]);
        Path marker = output.resolve("made-from.sha256");
        String digest = digest(migrations, Path.of(args[2]));
        if (Files.exists(marker) && Files.readString(marker).equals(digest)) {
            return;
        }
        Flyway.configure()
                .dataSource(URL, "sa", "")
                .locations("filesystem:" + migrations)
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection(URL, "sa", "")) {
            var tool = new GenerationTool();
            tool.setConnection(connection);
            tool.run(configuration(output));
        }
        Files.writeString(marker, digest);
    }

    private static Configuration configuration(Path output) {
        return new Configuration()
                .withLogging(Logging.WARN)
                .withGenerator(new Generator()
                        .withDatabase(new Database()
                                .withName("org.jooq.meta.h2.H2Database")
                                .withInputSchema("public")
                                .withOutputSchemaToDefault(true)
                                .withExcludes("flyway_schema_history")
                                .withForcedTypes(new ForcedType()
                                        .withUserType("byte[]")
                                        .withBinding("dev.writ.api.platform.BytesBinding")
                                        .withIncludeTypes("(?i:.*binary.*|bytea)")))
                        .withGenerate(new Generate()
                                .withGeneratedAnnotation(true)
                                .withGeneratedAnnotationDate(false)
                                .withGlobalRoutineReferences(false))
                        .withTarget(new Target()
                                .withPackageName("dev.writ.api.schema")
                                .withDirectory(output.toString())));
    }

    private static String digest(Path migrations, Path program) throws Exception {
        var sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(Files.readAllBytes(program));
        for (Path file : sorted(migrations)) {
            sha256.update(file.getFileName().toString().getBytes("UTF-8"));
            sha256.update(Files.readAllBytes(file));
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static List<Path> sorted(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
