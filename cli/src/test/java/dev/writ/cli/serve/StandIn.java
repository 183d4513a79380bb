package dev.writ.cli.serve;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Plays the service's jar: prints its arguments and ends as the first of them says. */
public final class StandIn {
    private StandIn() {}

    /** Writes a jar that runs this class. */
    static Path jar(Path file) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StandIn.class.getName());
        String entry = StandIn.class.getName().replace('.', '/') + ".class";
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (OutputStream bytes = Files.newOutputStream(file);
                var out = new JarOutputStream(bytes, manifest);
                InputStream in = StandIn.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            in.transferTo(out);
        }
        return file;
    }

    /** Ends with the code given by an argument {@code exit=N}, or waits for a signal. */
    public static void main(String[] args) throws IOException, InterruptedException {
        System.out.println("arguments " + List.of(args));
        System.err.println("an error line");
        for (String arg : args) {
            if (arg.startsWith("exit=")) {
                System.exit(Integer.parseInt(arg.substring(5)));
            }
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("stopped in an orderly way")));
        System.out.println("waiting");
        new CountDownLatch(1).await();
    }
}
