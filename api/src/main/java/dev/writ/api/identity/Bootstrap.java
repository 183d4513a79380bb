package dev.writ.api.identity;

import dev.writ.api.audit.Journal;
import dev.writ.api.audit.Recorded;
import dev.writ.api.platform.DataFolder;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.StartFailure;
import dev.writ.api.platform.Tenant;
import dev.writ.api.platform.Tenants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets the person who can read the data folder become the first administrator: a secret in a file that only its owner can read,
 * good for one use within a day, as long as there is no administrator. The principal of {@code serve --dev} is none: trying
 * things out leaves the folder open for the person whom it belongs to.
 */
@Service
public class Bootstrap {
    private static final Logger LOG = LoggerFactory.getLogger(Bootstrap.class);
    private static final Duration LIFE = Duration.ofHours(24);
    private static final Duration FIRST_TOKEN = Duration.ofDays(90);
    private static final Duration DEV_TOKEN = Duration.ofHours(8);
    private static final String ADMINISTRATOR = "admin";

    /** No identifier, so nobody can register it or issue tokens for it. */
    private static final String DEV = "_dev";

    private final BootstrapRepository rows;
    private final Principals principals;
    private final PrincipalRepository principalRows;
    private final Tokens tokens;
    private final Journal journal;
    private final TransactionTemplate transactions;
    private final SecureRandom random;
    private final Clock clock;
    private final Tenants tenants;
    private final Path folder;

    Bootstrap(
            BootstrapRepository rows,
            Principals principals,
            PrincipalRepository principalRows,
            Tokens tokens,
            Journal journal,
            TransactionTemplate transactions,
            SecureRandom random,
            Clock clock,
            Tenants tenants,
            DataFolder folder) {
        this.rows = rows;
        this.principals = principals;
        this.principalRows = principalRows;
        this.tokens = tokens;
        this.journal = journal;
        this.transactions = transactions;
        this.random = random;
        this.clock = clock;
        this.tenants = tenants;
        this.folder = folder.path();
    }

    /**
     * The first administrator.
     *
     * @param principal who it is
     * @param token its first token
     */
    record First(Principal principal, Tokens.Issued token) {}

    /** Writes a bootstrap token unless there is an administrator, or a token that can still be used. */
    public void prepare(Tenant tenant) {
        if (administered(tenant)) {
            remove(tenant);
            return;
        }
        if (rows.live(tenant, clock.instant()).isPresent() && Files.exists(place(tenant))) {
            return;
        }
        String secret = Secret.fresh(random);
        transactions.executeWithoutResult(
                _ -> rows.replace(tenant, Secret.hash(secret), clock.instant().plus(LIFE)));
        write(place(tenant), secret);
    }

    /** Where the token is, if it makes an administrator. */
    public Optional<Path> file(Tenant tenant) {
        return !administered(tenant) && rows.live(tenant, clock.instant()).isPresent()
                ? Optional.of(place(tenant))
                : Optional.empty();
    }

    private boolean administered(Tenant tenant) {
        return principalRows.anyWithRole(tenant, ADMINISTRATOR, DEV);
    }

    private Path place(Tenant tenant) {
        return folder.resolve(tenant.equals(Tenant.MAIN) ? "bootstrap-token" : "bootstrap-token-" + tenant.name());
    }

    private static void write(Path file, String secret) {
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, secret + "\n", StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new StartFailure("cannot write the bootstrap token to `" + file
                    + "`; check the folder's permissions and" + " free space");
        }
    }

    /** The tenant whose token that is; leaves with a 401 problem if it is none, so that nothing of a stranger's request is read. */
    Tenant tenant(String secret) {
        return tenants.all().stream()
                .filter(tenant -> isTokenOf(tenant, secret))
                .findFirst()
                .orElseThrow(() -> refused().raise());
    }

    private boolean isTokenOf(Tenant tenant, String secret) {
        return rows.live(tenant, clock.instant())
                .filter(hash -> Secret.matches(hash, secret))
                .isPresent();
    }

    /** Makes the first administrator out of the bootstrap token; 401 if that is not the token, or it cannot be used. */
    Recorded<First> use(Tenant tenant, String secret, String id, String kind, Map<String, String> attributes) {
        if (!isTokenOf(tenant, secret)) {
            throw refused(tenant).raise();
        }
        Instant now = clock.instant();
        var recorded = journal.commit(tenant, drafts -> {
            if (!rows.use(tenant, now) || administered(tenant)) {
                throw refused(tenant).raise();
            }
            var first =
                    principals.fresh(id, kind, List.of(ADMINISTRATOR), attributes, Optional.empty(), Optional.empty());
            principals.add(drafts, tenant, first, first.ledgerId());
            return new First(first, tokens.add(drafts, tenant, first, Token.SCOPES, FIRST_TOKEN, first.ledgerId()));
        });
        remove(tenant);
        return recorded;
    }

    /** A token for trying things out, of the one principal that is there for that: administrator, and reader of the ledger. */
    public String devToken(Tenant tenant) {
        return journal.commit(tenant, drafts -> {
                    var dev = principals.find(tenant, DEV).orElseGet(() -> {
                        var fresh = principals.fresh(
                                DEV,
                                Principal.HUMAN,
                                List.of(ADMINISTRATOR, "auditor"),
                                Map.of(),
                                Optional.empty(),
                                Optional.empty());
                        return principals.add(drafts, tenant, fresh, fresh.ledgerId());
                    });
                    return tokens.add(drafts, tenant, dev, Token.SCOPES, DEV_TOKEN, dev.ledgerId());
                })
                .value()
                .secret();
    }

    private void remove(Tenant tenant) {
        Path file = place(tenant);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // The token is used up in the database; the file opens nothing any more.
            LOG.warn("could not delete the used bootstrap token `{}`: {}", file, e.getMessage());
        }
    }

    /** A token that is nobody's does not show which tenant it was meant for, and whoever sent it is told no tenant's name. */
    private Problem refused() {
        return tenants.others().isEmpty()
                ? refused(Tenant.MAIN)
                : refused("`bootstrap-token` (for a further tenant: `bootstrap-token-<tenant>`)");
    }

    private Problem refused(Tenant tenant) {
        return refused("`" + place(tenant).getFileName() + "`");
    }

    private static Problem refused(String file) {
        return Problem.unauthorized(
                "bootstrap.refused",
                "the bootstrap token is wrong, used or expired, or there is an administrator already",
                "send the content of the file " + file + " in the data folder as `Authorization: Bearer <token>`;"
                        + " after 24 hours without use, restart the service for a new one");
    }
}
