package dev.writ.cli.policy;

import dev.writ.cli.Failure;
import dev.writ.policy.bundle.SignatureAlgorithm;
import dev.writ.policy.bundle.Verification;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how signatures of bundles are verified. */
final class SignatureOptions {

    @Option(
            names = "--verification-key",
            paramLabel = "KEY",
            description = "Verify signed bundles: the secret (HS algorithms), or the PEM file of the public key or"
                    + " certificate.")
    private @Nullable String verificationKey;

    @Option(
            names = "--verification-key-id",
            paramLabel = "NAME",
            defaultValue = "default",
            description = "The name of the verification key (default: ${DEFAULT-VALUE}).")
    private String keyId = "default";

    @Option(
            names = "--signing-alg",
            paramLabel = "ALGORITHM",
            defaultValue = "RS256",
            description = "HS256, RS256, PS256, ES256, or one of those with 384 or 512 (default: ${DEFAULT-VALUE}).")
    private String algorithm = "RS256";

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            defaultValue = "",
            description = "The scope that signatures must be for.")
    private String scope = "";

    @Option(
            names = "--exclude-files-verify",
            paramLabel = "PATTERN",
            split = ",",
            description = "Do not verify files of this path; may be repeated.")
    private List<String> exclude = List.of();

    @Option(names = "--skip-verify", description = "Do not look at signatures, although there is a key.")
    private boolean skip;

    /** How signatures are verified; {@code unkeyed} where there is no key. */
    Verification verification(Verification unkeyed) {
        String key = verificationKey;
        if (skip) {
            return Verification.SKIPPED;
        }
        return key == null
                ? unkeyed
                : new Verification.Keyed(keyId, algorithm(), KeyText.read(key).strip(), scope, exclude);
    }

    /** Whether a key to verify with was given. */
    boolean hasKey() {
        return verificationKey != null;
    }

    String keyId() {
        return keyId;
    }

    SignatureAlgorithm algorithm() {
        return algorithm(algorithm);
    }

    static SignatureAlgorithm algorithm(String algorithm) {
        return SignatureAlgorithm.named(algorithm)
                .orElseThrow(() -> new Failure("`" + algorithm + "` is no signing algorithm: use one of "
                        + Arrays.stream(SignatureAlgorithm.values())
                                .map(Enum::name)
                                .collect(Collectors.joining(", "))));
    }
}
