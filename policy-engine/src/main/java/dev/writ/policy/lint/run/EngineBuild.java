package dev.writ.policy.lint.run;

import dev.writ.policy.source.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Which build of the engine this is. Two builds of one version, as between releases, may find different things. */
public final class EngineBuild {
    private EngineBuild() {}

    /** The SHA-256 of the archive that this class came from, or of the names, sizes and times of a directory of classes. */
    public static String identity() {
        CodeSource source = EngineBuild.class.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return "built in";
        }
        try {
            Path place = Path.of(source.getLocation().toURI());
            MessageDigest sha = Sha256.digest();
            if (Files.isDirectory(place)) {
                classes(place).forEach(file -> sha.update(state(file).getBytes(StandardCharsets.UTF_8)));
            } else {
                try (InputStream in = new DigestInputStream(Files.newInputStream(place), sha)) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            return source.getLocation().toString();
        }
    }

    private static List<Path> classes(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String state(Path file) {
        try {
            return file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
