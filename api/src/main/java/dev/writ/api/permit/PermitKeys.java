package dev.writ.api.permit;

import dev.writ.api.audit.Journal;
import dev.writ.api.audit.LogProofs;
import dev.writ.api.platform.DataFolder;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.StartFailure;
import dev.writ.api.platform.Tenant;
import dev.writ.api.platform.Tenants;
import dev.writ.ledger.dsse.Envelope;
import dev.writ.ledger.dsse.Statement;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.note.Algorithm;
import dev.writ.ledger.note.KeyFile;
import dev.writ.ledger.note.MessageSignature;
import dev.writ.ledger.note.NoteException;
import dev.writ.ledger.note.SecretKey;
import dev.writ.ledger.permit.PermitKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * This node's keys for permits, one a tenant, in files of mode 0600; other keys than those of the log and of bundles. A node without
 * one makes one: nobody has to trust it beforehand, since the log names it in the entry of every permit.
 */
@Component
class PermitKeys implements SmartInitializingSingleton {
    private static final String OWNER_ONLY = "rwx------";

    private final Tenants tenants;
    private final DataFolder folder;
    private final LogProofs log;
    private final PermitKeyRepository rows;
    private final Journal journal;
    private final SecureRandom random;
    private final Map<Tenant, SecretKey> keys = new ConcurrentHashMap<>();

    PermitKeys(
            Tenants tenants,
            DataFolder folder,
            LogProofs log,
            PermitKeyRepository rows,
            Journal journal,
            SecureRandom random) {
        this.tenants = tenants;
        this.folder = folder;
        this.log = log;
        this.rows = rows;
        this.journal = journal;
        this.random = random;
    }

    /** They are there before anything is served, so that a folder that cannot hold them is noticed at once. */
    @Override
    public void afterSingletonsInstantiated() {
        tenants.all().forEach(this::key);
    }

    private SecretKey key(Tenant tenant) {
        return keys.computeIfAbsent(tenant, this::readOrMake);
    }

    private SecretKey readOrMake(Tenant tenant) {
        Path place = folder.path().resolve("permits").resolve(tenant.name());
        Path file = KeyFile.in(place, Algorithm.ED25519);
        String name = PermitKey.name(log.origin(tenant));
        try {
            if (Files.notExists(file)) {
                Files.createDirectories(
                        place, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
                KeyFile.create(file, SecretKey.generate(name, Algorithm.ED25519, random));
            }
            SecretKey key = KeyFile.read(file);
            if (!key.name().equals(name) || key.algorithm() != Algorithm.ED25519) {
                throw new StartFailure("the key file `" + file + "` is not of permits under the log of this service, `"
                        + name + "`; move it away, and a new key is made");
            }
            return key;
        } catch (NoteException | IOException e) {
            throw new StartFailure("the key file `" + file + "` for permits cannot be used: " + e.getMessage(), e);
        }
    }

    /** The public side. */
    PermitKey publicKey(Tenant tenant) {
        return new PermitKey(key(tenant).publicKey());
    }

    /** Signs a statement. */
    Envelope sign(Tenant tenant, Bytes payload) {
        SecretKey key = key(tenant);
        Bytes message = Envelope.preAuthenticationEncoding(Statement.MEDIA_TYPE, payload);
        return new Envelope(
                Statement.MEDIA_TYPE,
                payload,
                List.of(new Envelope.Signature(publicKey(tenant).keyid(), MessageSignature.sign(key, message))));
    }

    /** The index of the entry that makes this node's key known; appended when somebody first asks. */
    long announced(Tenant tenant) {
        PermitKey key = publicKey(tenant);
        Optional<Long> known = rows.announced(tenant, key.keyid());
        return known.orElseGet(() -> announce(tenant, key));
    }

    private long announce(Tenant tenant, PermitKey key) {
        return journal.commit(tenant, drafts -> {
                    if (!rows.insert(tenant, key.keyid(), drafts.add(key.draft(), Map.of()))) {
                        throw Problem.unavailable(
                                        "permit.key.in_progress",
                                        "the key that signs permits is being made known",
                                        "try again in a moment")
                                .raise();
                    }
                    return key;
                })
                .index();
    }
}
