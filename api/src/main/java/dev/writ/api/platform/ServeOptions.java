package dev.writ.api.platform;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the operator chose on the command line.
 *
 * @param host address to listen on
 * @param port TCP port; 0 takes a free one
 * @param dataDir folder of keys, pin and bootstrap token, and of the embedded database
 * @param postgres the database to use in place of the embedded one
 * @param bundle a bundle to serve as policy set {@code main} in place of the shipped one
 * @param origin first line of the ledger's checkpoints, without the log's name; makes a difference only with an empty log
 * @param checkpoint a signed checkpoint of the log, or a folder with one of each log, for a node that joins and has no pin
 * @param dev whether to print a short-lived administrator token at start
 * @param publicLedger whether everybody may read the ledger
 * @param publicUrl under which callers reach the service, without a slash at the end; else host and port
 * @param outbound what the service may send to others
 * @param tls how the service encrypts connections itself; empty: it does not
 * @param tenants whom the service has beside the main tenant
 * @param oidc the issuer whose tokens people sign in with
 * @param rateLimit requests a minute that this node takes from each principal, and from each address without a good token; 0 for
 *     any number
 */
public record ServeOptions(
        String host,
        int port,
        Path dataDir,
        Optional<PostgresAddress> postgres,
        Optional<Path> bundle,
        Optional<String> origin,
        Optional<Path> checkpoint,
        boolean dev,
        boolean publicLedger,
        Optional<String> publicUrl,
        Outbound outbound,
        Optional<Tls> tls,
        Tenants tenants,
        Optional<Oidc> oidc,
        int rateLimit) {
    /** What a service allows that nobody told otherwise: a thousand a second. */
    public static final int STANDARD_RATE = 60_000;

    /** The same with another rate. */
    public ServeOptions withRateLimit(int perMinute) {
        return new ServeOptions(
                host,
                port,
                dataDir,
                postgres,
                bundle,
                origin,
                checkpoint,
                dev,
                publicLedger,
                publicUrl,
                outbound,
                tls,
                tenants,
                oidc,
                perMinute);
    }
}
