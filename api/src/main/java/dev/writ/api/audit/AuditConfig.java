package dev.writ.api.audit;

import dev.writ.api.platform.DataFolder;
import dev.writ.api.platform.Database;
import dev.writ.api.platform.ServeOptions;
import dev.writ.api.platform.StartFailure;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.Ledger;
import dev.writ.ledger.LedgerConfig;
import dev.writ.ledger.entry.LogId;
import dev.writ.ledger.log.LogOptions;
import dev.writ.ledger.log.LogStartException;
import dev.writ.ledger.log.Pin;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.note.NoteException;
import dev.writ.ledger.note.SignedNote;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Brings the log up before anything is served: keys, recovery, what an earlier run left in the outbox. */
@Configuration(proxyBeanMethods = false)
class AuditConfig {
    private static final String DEFAULT_HOST = "writ.local";

    @Bean
    @DependsOnDatabaseInitialization
    Logs logs(
            DataSource connections,
            Database database,
            DataFolder folder,
            ServeOptions options,
            Clock clock,
            SecureRandom random,
            MeterRegistry meters) {
        Map<Tenant, Ledger> ledgers = new LinkedHashMap<>();
        List<Bytes> checkpoints = options.checkpoint().map(AuditConfig::read).orElse(List.of());
        try {
            for (Tenant tenant : options.tenants().all()) {
                Path keys = keysAndPin(folder, tenant);
                String origin = origin(keys, options, tenant);
                var config = new LedgerConfig(
                        origin,
                        keys,
                        newest(checkpoints.stream().filter(of -> isOf(of, origin, options))),
                        clock,
                        random,
                        LogOptions.DEFAULT);
                ledgers.put(tenant, Ledger.open(config, store(tenant, database, connections)));
            }
        } catch (LogStartException e) {
            ledgers.values().forEach(Ledger::close);
            throw new StartFailure("the ledger cannot be started: " + e.getMessage(), e);
        }
        var logs = new Logs(ledgers);
        logs.ledgers().forEach((tenant, ledger) -> measure(tenant, ledger, meters));
        return logs;
    }

    private static void measure(Tenant tenant, Ledger ledger, MeterRegistry meters) {
        Gauge.builder("writ.ledger.waiting", ledger, Ledger::waiting)
                .tag("tenant", tenant.name())
                .description("drafts that wait for their index")
                .register(meters);
        Gauge.builder("writ.ledger.writable", ledger, log -> log.unavailable().isEmpty() ? 1 : 0)
                .tag("tenant", tenant.name())
                .description("1 if the log takes drafts, else 0")
                .register(meters);
        Gauge.builder("writ.ledger.size", ledger, log -> log.view().publishedSize())
                .tag("tenant", tenant.name())
                .description("entries of the published log")
                .register(meters);
    }

    /** With one log, whatever the operator gives is for it, so that a wrong one is told; else it is for the log that it names. */
    private static boolean isOf(Bytes checkpoint, String origin, ServeOptions options) {
        boolean one = options.tenants().others().isEmpty()
                && options.checkpoint().filter(Files::isRegularFile).isPresent();
        return one || new String(checkpoint.toArray(), StandardCharsets.UTF_8).startsWith(origin + "\n");
    }

    /** The one with most entries: an older one would let through a database that lost what came after it. */
    static Optional<Bytes> newest(Stream<Bytes> checkpoints) {
        return checkpoints.max(Comparator.comparingLong(AuditConfig::size));
    }

    /** How many entries it says there are; none for something else, of which the log will say what is wrong. */
    private static long size(Bytes checkpoint) {
        String text = new String(checkpoint.toArray(), StandardCharsets.UTF_8);
        try {
            return Checkpoint.parse(text.substring(0, text.indexOf("\n\n") + 1)).size();
        } catch (NoteException e) {
            return -1;
        }
    }

    /** Where a node keeps the keys and the pin of a tenant's log. */
    static Path keysAndPin(DataFolder folder, Tenant tenant) {
        return folder.path().resolve("ledger").resolve(tenant.name());
    }

    /** What the operator says, else what the pin remembers, else a name for services that nobody has named. */
    private static String origin(Path keys, ServeOptions options, Tenant tenant) {
        Optional<String> given = options.origin().map(host -> host + "/ledger/" + tenant.name());
        try {
            return (given.isPresent() ? given : pinned(keys)).orElse(DEFAULT_HOST + "/ledger/" + tenant.name());
        } catch (IOException e) {
            throw new StartFailure("the ledger's pin in `" + keys + "` cannot be read: " + e);
        }
    }

    /** The origin that the pin remembers; empty if there is no pin. */
    static Optional<String> pinned(Path keys) throws IOException {
        return new Pin(keys.resolve("pin")).read().map(Checkpoint::origin);
    }

    /** One checkpoint, or those in a folder, of which each log takes its own; what is too large for one, such as a backup, is not read. */
    static List<Bytes> read(Path checkpoint) {
        try {
            List<Bytes> read = new ArrayList<>();
            for (Path file : Files.isDirectory(checkpoint) ? files(checkpoint) : List.of(checkpoint)) {
                if (Files.size(file) <= SignedNote.MAX_SIZE) {
                    read.add(Bytes.of(Files.readAllBytes(file)));
                } else if (file.equals(checkpoint)) {
                    throw new StartFailure(
                            "the file `" + file + "` is too large for a checkpoint; correct `--checkpoint`");
                }
            }
            return read;
        } catch (IOException e) {
            throw new StartFailure(
                    "cannot read the checkpoint `" + checkpoint + "`: "
                            + e.getClass().getSimpleName() + "; correct `--checkpoint`",
                    e);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** The store of a tenant's log; it translates failures itself, so it shares nothing with Spring's configuration of jOOQ. */
    static JooqLedgerStore store(Tenant tenant, Database database, DataSource connections) {
        return store(new LogId(tenant.name()), database, connections);
    }

    /** The store of a log. */
    static JooqLedgerStore store(LogId log, Database database, DataSource connections) {
        return new JooqLedgerStore(log, connections, database);
    }
}
