package dev.writ.api;

import dev.writ.api.platform.Outbound;
import dev.writ.api.platform.SmtpAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options about webhooks and e-mail. */
final class OutboundChoice {
    /** The options that take a value. */
    static final List<String> NAMES = List.of("--smtp-url", "--smtp-from", "--smtp-user", "--smtp-password-file");

    /** The option that takes none. */
    static final String ALLOW_PRIVATE = "--webhook-allow-private";

    private OutboundChoice() {}

    /** What is wrong with them. */
    static Optional<String> wrong(Map<String, String> values) {
        if (!values.containsKey("--smtp-url")) {
            return NAMES.stream()
                    .filter(values::containsKey)
                    .findFirst()
                    .map(name -> "`" + name + "` needs `--smtp-url`");
        }
        if (!values.containsKey("--smtp-from")) {
            return Optional.of("`--smtp-url` needs `--smtp-from`, the address that e-mail comes from");
        }
        if (values.containsKey("--smtp-user") != values.containsKey("--smtp-password-file")) {
            return Optional.of("`--smtp-user` and `--smtp-password-file` need each other");
        }
        return smtp(values).isPresent()
                ? Optional.empty()
                : Optional.of("`--smtp-url` must be a URL like `smtp://host:587` or `smtps://host`, without user or"
                        + " password");
    }

    /** The choice, of options that are not wrong. */
    static Outbound of(Map<String, String> values) {
        return new Outbound(values.containsKey(ALLOW_PRIVATE), smtp(values));
    }

    private static Optional<SmtpAddress> smtp(Map<String, String> values) {
        return Optional.ofNullable(values.get("--smtp-url"))
                .flatMap(url -> SmtpAddress.of(
                        url,
                        values.getOrDefault("--smtp-from", ""),
                        Optional.ofNullable(values.get("--smtp-user")),
                        Optional.ofNullable(values.get("--smtp-password-file")).map(Path::of)));
    }
}
