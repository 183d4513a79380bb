package dev.writ.api.notification;

import dev.writ.api.platform.DataFolder;
import dev.writ.api.platform.StartFailure;
import dev.writ.ledger.durable.DurableFile;
import dev.writ.ledger.merkle.Bytes;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The file of the key that the secrets of webhooks are encrypted with: 32 bytes in base64, read by its owner only. It is made for
 * the first webhook; the nodes of one database share copies of it.
 */
@Component
class WebhookKey {
    private static final int BYTES = 32;

    private final Path file;
    private final SecureRandom random;

    WebhookKey(DataFolder folder, SecureRandom random) {
        this.file = folder.path().resolve("notification").resolve("webhook.key");
        this.random = random;
    }

    /** Where it is. */
    Path file() {
        return file;
    }

    /** The key of this node, if it has one. */
    Optional<SecretBox> read() {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            byte[] key = Base64.getDecoder().decode(Files.readString(file).strip());
            if (key.length == BYTES) {
                return Optional.of(new SecretBox(key, random));
            }
        } catch (IOException e) {
            throw unreadable("cannot be read: " + e.getClass().getSimpleName());
        } catch (IllegalArgumentException e) {
            // falls through to the one message for every wrong content
        }
        throw unreadable("does not hold 32 bytes in base64");
    }

    /** The key of this node; makes one if there is none. */
    SecretBox readOrMake() {
        return read().orElseGet(() -> {
            make();
            return read().orElseThrow(() -> unreadable("is gone"));
        });
    }

    private void make() {
        byte[] key = new byte[BYTES];
        random.nextBytes(key);
        try {
            Files.createDirectories(
                    file.getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            DurableFile.createSecret(file, Bytes.utf8(Base64.getEncoder().encodeToString(key) + "\n"));
        } catch (FileAlreadyExistsException e) {
            // Another request made it a moment ago.
            return;
        } catch (IOException e) {
            throw unreadable("cannot be written: " + e.getClass().getSimpleName());
        }
    }

    private StartFailure unreadable(String what) {
        return new StartFailure("the key of webhooks `" + file + "` " + what
                + "; copy it from another node or from a backup of the data folder");
    }
}
