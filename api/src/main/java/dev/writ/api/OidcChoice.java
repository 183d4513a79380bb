package dev.writ.api;

import dev.writ.api.platform.Oidc;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whose tokens people sign in with, and the options that say so. */
final class OidcChoice {
    /** Names of the options. */
    static final List<String> NAMES = List.of(
            "--oidc-issuer",
            "--oidc-audience",
            "--oidc-groups-claim",
            "--oidc-roles-claim",
            "--oidc-tenant-claim",
            "--oidc-token-type");

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String GROUPS = "groups";
    private static final String TYPED = "at+jwt";
    private static final String ANY = "any";

    private OidcChoice() {}

    /** What is wrong with the options. */
    static Optional<String> wrong(Map<String, String> values) {
        String issuer = values.get("--oidc-issuer");
        if (issuer == null) {
            return NAMES.stream()
                    .filter(values::containsKey)
                    .findFirst()
                    .map(name -> "`" + name + "` needs `--oidc-issuer`");
        }
        if (!isIssuer(issuer)) {
            return Optional.of("`--oidc-issuer` must be a URL like `https://login.example/realms/ml`, as it stands in"
                    + " the tokens, with `https` unless it is on this machine, not `" + issuer + "`");
        }
        String type = values.getOrDefault("--oidc-token-type", ANY);
        if (!List.of(TYPED, ANY).contains(type)) {
            return Optional.of(
                    "`--oidc-token-type` must be `" + TYPED + "`, for tokens that say they are access tokens, or `"
                            + ANY + "`, for plain JWTs, too, not `" + type + "`");
        }
        return values.getOrDefault("--oidc-audience", "").isBlank()
                ? Optional.of("`--oidc-issuer` needs `--oidc-audience`: tokens for other services of the same issuer"
                        + " must not open this one")
                : Optional.empty();
    }

    /** The choice, of options that are not wrong; an empty name of a claim says that there is none. */
    static Optional<Oidc> of(Map<String, String> values) {
        return Optional.ofNullable(values.get("--oidc-issuer"))
                .map(issuer -> new Oidc(
                        issuer,
                        values.getOrDefault("--oidc-audience", ""),
                        claim(values.getOrDefault("--oidc-groups-claim", GROUPS)),
                        claim(values.getOrDefault("--oidc-roles-claim", "")),
                        claim(values.getOrDefault("--oidc-tenant-claim", "")),
                        TYPED.equals(values.get("--oidc-token-type"))));
    }

    private static Optional<String> claim(String name) {
        return Optional.of(name).filter(given -> !given.isBlank());
    }

    private static boolean isIssuer(String text) {
        try {
            URI url = new URI(text);
            String host = url.getHost();
            boolean plain = "http".equals(url.getScheme()) && LOOPBACK.contains(String.valueOf(host));
            return host != null
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && (plain || "https".equals(url.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
