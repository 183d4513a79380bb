package dev.writ.api.audit;

import dev.writ.api.platform.Acknowledged;
import dev.writ.api.platform.Database;
import dev.writ.api.platform.StartFailure;
import dev.writ.api.platform.Tenant;
import dev.writ.api.platform.Tenants;
import dev.writ.ledger.entry.LogId;
import dev.writ.ledger.log.LogStartException;
import dev.writ.ledger.log.Pin;
import dev.writ.ledger.log.PinCheck;
import dev.writ.ledger.note.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What this node's pin of a log vouches for: nothing is acknowledged before the database was synced and then the pin. */
public final class PinnedLog implements Acknowledged {
    private static final String PIN = "pin";
    private static final String KEY = ".key";

    private final LogId log;
    private final Pin pin;
    private final boolean withoutDamagedPin;

    /** The log whose pin is in a file, which need not be there yet. */
    PinnedLog(LogId log, Path pin) {
        this(log, pin, false);
    }

    private PinnedLog(LogId log, Path pin, boolean withoutDamagedPin) {
        this.log = log;
        this.pin = new Pin(pin);
        this.withoutDamagedPin = withoutDamagedPin;
    }

    /** All logs of a data folder: nothing that one of them has acknowledged may be undone. */
    public static Acknowledged in(Path dataFolder) {
        return in(dataFolder, false);
    }

    /** As {@link #in}, for a repair: a pin that is damaged vouches for nothing, and is to be told of. */
    public static Acknowledged forRepair(Path dataFolder) {
        return in(dataFolder, true);
    }

    private static Acknowledged in(Path dataFolder, boolean withoutDamagedPin) {
        Path logs = dataFolder.resolve("ledger");
        return new PinnedLogs(names(logs).stream()
                .map(name -> new PinnedLog(new LogId(name), logs.resolve(name).resolve(PIN), withoutDamagedPin))
                .toList());
    }

    /** The main log, and every other one that has a folder, whether or not its tenant is served. */
    private static List<String> names(Path logs) {
        List<String> names = new ArrayList<>(List.of(Tenant.MAIN.name()));
        if (Files.isDirectory(logs)) {
            try (Stream<Path> folders = Files.list(logs)) {
                folders.filter(Files::isDirectory)
                        .map(folder -> folder.getFileName().toString())
                        .filter(name ->
                                !names.contains(name) && Tenants.read(name).isPresent())
                        .sorted()
                        .forEach(names::add);
            } catch (IOException e) {
                throw failure(e);
            }
        }
        return names;
    }

    @Override
    public boolean nothing() {
        return head().map(head -> head.size() == 0).orElse(true);
    }

    /** Whether certainly nothing was promised: the pin says so, or there is neither a pin nor a key that could have signed something. */
    boolean untouched() {
        try {
            Optional<Checkpoint> head = pin.read();
            return head.isPresent()
                    ? head.get().size() == 0
                    : !hasKeys(pin.file().toAbsolutePath().getParent());
        } catch (IOException | LogStartException e) {
            return false;
        }
    }

    private static boolean hasKeys(@Nullable Path folder) throws IOException {
        if (folder == null || !Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(KEY));
        }
    }

    /** A pin with a spoiled slot may be one head older than what was signed, and no pin says nothing. */
    @Override
    public boolean complete() {
        try {
            return !nothing() && pin.damage().isEmpty();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public String describe() {
        return head().map(head -> "the head " + head.size() + " with root "
                        + head.root().base64() + " of the pin `" + pin.file() + "`")
                .orElse("a log");
    }

    @Override
    public Version in(Database version, DataSource connections) {
        var check = new PinCheck(AuditConfig.store(log, version, connections));
        return switch (check.against(head())) {
            case PinCheck.Result.Holds(String head) -> new Version(head, Verdict.ALL);
            case PinCheck.Result.TooOld(String head) -> new Version(head, Verdict.TOO_OLD);
            case PinCheck.Result.Contradicts(String why) -> new Version(why, Verdict.CONTRADICTORY);
        };
    }

    private Optional<Checkpoint> head() {
        try {
            return pin.read();
        } catch (IOException | LogStartException e) {
            if (withoutDamagedPin) {
                return Optional.empty();
            }
            throw failure(e);
        }
    }

    private static StartFailure failure(Exception e) {
        return new StartFailure("the ledger cannot be started: " + e.getMessage(), e);
    }
}
