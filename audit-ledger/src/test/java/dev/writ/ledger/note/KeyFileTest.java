package dev.writ.ledger.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
    @TempDir
    private Path temp = Path.of("");

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void aKeyIsWrittenForItsOwnerOnlyAndReadBack(Algorithm algorithm) throws Exception {
        Path file = KeyFile.in(temp, algorithm);
        SecretKey key = SecretKey.generate("log.example", algorithm, new SecureRandom());
        KeyFile.create(file, key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).isEqualTo(key.text() + "\n").startsWith("PRIVATE+KEY+log.example+");
        assertThat(KeyFile.read(file)).isEqualTo(key);
        try (Stream<Path> files = Files.list(temp)) {
            assertThat(files).as("nothing is left beside the key").containsExactly(file);
        }
    }

    @Test
    void anExistingFileIsNeverReplaced() throws Exception {
        Path file = KeyFile.in(temp, Algorithm.ED25519);
        KeyFile.create(file, TestKeys.key(Algorithm.ED25519, 1));
        String before = Files.readString(file);
        assertThatThrownBy(() -> KeyFile.create(file, TestKeys.key(Algorithm.ED25519, 2)))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(Files.readString(file)).isEqualTo(before);
        try (Stream<Path> files = Files.list(temp)) {
            assertThat(files).containsExactly(file);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rwx------", "rw--w----"})
    void aFileThatOthersMayUseIsRefused(String permissions) throws Exception {
        Path file = KeyFile.in(temp, Algorithm.ED25519);
        KeyFile.create(file, TestKeys.key(Algorithm.ED25519, 1));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        assertThatThrownBy(() -> KeyFile.read(file))
                .isInstanceOf(NoteException.class)
                .hasMessageContaining("others may use the private key")
                .hasMessageContaining("chmod 600");
    }

    @Test
    void aDamagedFileIsRefusedWithoutShowingTheSecret() throws Exception {
        Path file = KeyFile.in(temp, Algorithm.ED25519);
        SecretKey key = TestKeys.key(Algorithm.ED25519, 1);
        KeyFile.create(file, key);
        String secret = key.text().substring(key.text().lastIndexOf('+') + 1);
        for (String text : new String[] {
            "",
            key.text(),
            key.text() + "\n\n",
            key.text() + "\n" + key.text() + "\n",
            key.text().replace("PRIVATE", "PUBLIC") + "\n",
            key.text().substring(0, key.text().length() - 4) + "\n",
            "x".repeat(5000) + "\n"
        }) {
            Files.writeString(file, text);
            assertThatThrownBy(() -> KeyFile.read(file))
                    .isInstanceOf(NoteException.class)
                    .satisfies(e -> assertThat(e.toString()).doesNotContain(secret.substring(4, 20)));
        }
    }
}
