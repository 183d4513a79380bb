import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Lays the service out as it starts fastest: `java LayOutService.java EXEC_JAR FOLDER`. The folder gets a jar beside its libraries,
 * and an AOT cache (JEP 514) of what a start and a first decision load, recorded by a service that does both.
 *
 * <p>Does nothing when the folder was made from this jar by this Java. The file {@code made-from} is written last, and every time: what
 * is there without it, or older than a source, is not to be run. Without a cache the service works, and starts slower.
 */
final class LayOutService {
    private static final String CACHE = "service.aot";
    private static final Pattern SERVES = Pattern.compile("writ serves (http://\\S+) from .*");
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");
    private static final long LONGEST_STOP_SECONDS = 120;

    private final Path jar;
    private final Path folder;

    private LayOutService(Path jar, Path folder) {
        this.jar = jar;
        this.folder = folder;
    }

    public static void main(String[] args) throws Exception {
        new LayOutService(Path.of(args[0]).toAbsolutePath(), Path.of(args[1]).toAbsolutePath()).run();
    }

    private void run() throws Exception {
        Path marker = folder.resolve("made-from");
        String source = digest(jar) + " " + Runtime.version() + "\n";
        boolean made = Files.exists(marker) && Files.readString(marker).equals(source);
        if (!made) {
            delete(folder);
            Process extraction = java(
                    List.of("-Djarmode=tools", "-jar", jar.toString(), "extract", "--destination", folder.toString()));
            String printed = new String(extraction.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (extraction.waitFor() != 0) {
                throw new IllegalStateException("the service's jar cannot be laid out: " + printed);
            }
            record();
        }
        Files.writeString(marker, source);
    }

    private void record() throws Exception {
        Path data = Files.createTempDirectory("writ-recorded");
        try {
            Process service = java(List.of(
                    "-XX:AOTCacheOutput=" + folder.resolve(CACHE),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "--enable-native-access=ALL-UNNAMED",
                    "-jar",
                    folder.resolve(jar.getFileName()).toString(),
                    "serve",
                    "--port",
                    "0",
                    "--data-dir",
                    data.resolve("data").toString()));
            List<String> printed = new ArrayList<>();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(service.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    printed.add(line);
                    Matcher serves = SERVES.matcher(line);
                    if (serves.matches()) {
                        use(serves.group(1), data.resolve("data/bootstrap-token"));
                        // By its handle: the process itself would close its output with it.
                        service.toHandle().destroy();
                    }
                }
            } finally {
                service.destroy();
                if (!service.waitFor(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
                    service.destroyForcibly();
                }
            }
            if (!Files.exists(folder.resolve(CACHE))) {
                System.err.println("[WARNING] no AOT cache was made, the service will start slower: " + printed);
            }
        } finally {
            delete(data);
        }
    }

    /** The first administrator, and a decision. */
    private static void use(String url, Path bootstrapToken) throws Exception {
        String secret = Files.readString(bootstrapToken).strip();
        Matcher token = TOKEN.matcher(post(url + "/api/v1/bootstrap", secret, "{\"id\":\"root\"}"));
        if (!token.find()) {
            throw new IllegalStateException("the service made no administrator");
        }
        post(url + "/access/v1/evaluation", token.group(1), """
                {"subject": {"type": "user", "id": "root"}, "action": {"name": "read"},
                 "resource": {"type": "dataset", "id": "recorded"}}
                """);
    }

    private static String post(String url, String token, String body) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private static Process java(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static String digest(Path file) throws Exception {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
