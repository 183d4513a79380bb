package dev.writ.api.platform;

import dev.writ.ledger.durable.TwoSlotFile;
import dev.writ.ledger.merkle.Bytes;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Remembers, beside an H2 file, whether it is in use, since which start of the machine, and which version was certainly synced, so that
 * nothing goes back behind it: {@code open <boot id>} and {@code from <version>}, or {@code closed}, in one of two slots. A process that is
 * killed loses no page that it wrote, a machine that goes down may lose any that was not synced.
 */
final class OpenMark {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final String CLOSED = "closed";
    private static final String OPEN = "open ";
    private static final String UNKNOWN = "unknown";
    private static final Pattern FROM = Pattern.compile("\nfrom ([0-9]{1,18})$");

    private final Path file;
    private final TwoSlotFile slots;
    private final Path database;
    private final AtomicBoolean open = new AtomicBoolean();

    /**
     * For one use of a database.
     *
     * @param file of the mark
     * @param database the H2 file
     */
    OpenMark(Path file, Path database) {
        this.file = file;
        this.slots = new TwoSlotFile(file);
        this.database = database;
    }

    /** How the last use of the file ended. */
    enum LastUse {
        /** This folder has never opened it: it is new, or a copy from elsewhere. */
        NONE,
        /** All that was written had reached stable storage. */
        CLOSED,
        /** The process ended without more ado, and the machine has been up since: what was written is there. */
        KILLED,
        /** The machine may have gone down meanwhile. */
        POWER_LOST
    }

    /** Which start of this machine this is; empty where the system does not tell. */
    static Optional<String> bootId() {
        try {
            return Optional.of(Files.readString(BOOT_ID).strip()).filter(id -> !id.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * How it ended.
     *
     * @param boot this start of the machine
     */
    LastUse lastUse(Optional<String> boot) throws IOException {
        if (Files.notExists(file) || Files.notExists(database) || Files.size(database) == 0) {
            return LastUse.NONE;
        }
        String state = state();
        if (state.equals(CLOSED) && slots.spoiled() == 0) {
            return LastUse.CLOSED;
        }
        return boot.filter(id -> FROM.matcher(state).replaceFirst("").equals(OPEN + id))
                        .isPresent()
                ? LastUse.KILLED
                : LastUse.POWER_LOST;
    }

    /** What is remembered; nothing if that cannot be read, as if the machine had gone down. */
    private String state() throws IOException {
        return slots.isThere() ? slots.read().map(Bytes::text).orElse("") : "";
    }

    /** A version that was on stable storage during the last use, as far as that is known: nothing undoes that one. */
    OptionalLong from() throws IOException {
        Matcher from = FROM.matcher(state());
        return from.find() ? OptionalLong.of(Long.parseLong(from.group(1))) : OptionalLong.empty();
    }

    /**
     * The file is about to be opened: syncs it, and remembers so. Durable when the call returns.
     *
     * @param from the version that it is at; empty if it has none
     */
    void opened(Optional<String> boot, OptionalLong from) throws IOException {
        force();
        write(opened(boot) + (from.isPresent() ? from(from.getAsLong()) : ""));
        open.set(true);
    }

    /**
     * A newer version of the file, which is open, was synced. Durable when the call returns.
     *
     * @param version of the file
     */
    void synced(Optional<String> boot, long version) throws IOException {
        if (open.get()) {
            write(opened(boot) + from(version));
        }
    }

    private static String opened(Optional<String> boot) {
        return OPEN + boot.orElse(UNKNOWN);
    }

    private static String from(long version) {
        return "\nfrom " + version;
    }

    /**
     * Nothing more will be opened: if the file was in use until now, syncs it, however it was closed, and remembers so. Durable when
     * the call returns. A file that somebody still has open stays marked as open.
     */
    void released() throws IOException {
        if (open.getAndSet(false) && Files.exists(database) && force()) {
            write(CLOSED);
        }
    }

    private void write(String state) throws IOException {
        slots.write(Bytes.utf8(state));
    }

    private boolean force() throws IOException {
        try (FileChannel channel = FileChannel.open(database, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                return false;
            }
            channel.force(true);
            return true;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
