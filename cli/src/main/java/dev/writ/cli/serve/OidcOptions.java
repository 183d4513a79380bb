package dev.writ.cli.serve;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options about how people sign in, as the service's jar takes them. The jar says what is wrong with them. */
final class OidcOptions {
    @Option(
            names = "--oidc-issuer",
            paramLabel = "URL",
            description = "The OpenID Connect issuer whose tokens people sign in with, exactly as it stands in them.")
    private @Nullable String issuer;

    @Option(
            names = "--oidc-audience",
            paramLabel = "NAME",
            description = "What its tokens must be meant for: its name for this service.")
    private @Nullable String audience;

    @Option(
            names = "--oidc-groups-claim",
            paramLabel = "NAME",
            description = "Claim with a person's groups, added to the service's own; empty for none (default: groups).")
    private @Nullable String groupsClaim;

    @Option(
            names = "--oidc-roles-claim",
            paramLabel = "NAME",
            description = "Claim with a person's roles, added to the service's own (default: none).")
    private @Nullable String rolesClaim;

    @Option(
            names = "--oidc-tenant-claim",
            paramLabel = "NAME",
            description = "Claim that names a person's tenant (default: everybody is of the tenant main).")
    private @Nullable String tenantClaim;

    @Option(
            names = "--oidc-token-type",
            paramLabel = "TYPE",
            description = "at+jwt: only tokens that say they are access tokens; any: plain JWTs, too, that do not look"
                    + " like ID tokens (default: any).")
    private @Nullable String tokenType;

    /** The options, for the service's jar. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        add(arguments, "--oidc-issuer", issuer);
        add(arguments, "--oidc-audience", audience);
        add(arguments, "--oidc-groups-claim", groupsClaim);
        add(arguments, "--oidc-roles-claim", rolesClaim);
        add(arguments, "--oidc-tenant-claim", tenantClaim);
        add(arguments, "--oidc-token-type", tokenType);
        return arguments;
    }

    private static void add(List<String> arguments, String name, @Nullable String value) {
        if (value != null) {
            arguments.addAll(List.of(name, value));
        }
    }
}
