package dev.writ.api;

import dev.writ.api.platform.Tls;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the service encrypts connections itself and asks for certificates, and the options that say so. */
final class TlsChoice {
    /** Names of the options. */
    static final List<String> NAMES = List.of("--tls-cert", "--tls-key", "--client-ca");

    private TlsChoice() {}

    /** What is wrong with the options. */
    static Optional<String> wrong(Map<String, String> values) {
        if (values.containsKey("--tls-cert") != values.containsKey("--tls-key")) {
            return Optional.of("`--tls-cert` and `--tls-key` need each other");
        }
        return values.containsKey("--client-ca") && !values.containsKey("--tls-cert")
                ? Optional.of("`--client-ca` needs `--tls-cert` and `--tls-key`: only who encrypts connections is shown"
                        + " certificates")
                : Optional.empty();
    }

    /** The choice, of options that are not wrong. */
    static Optional<Tls> of(Map<String, String> values) {
        return Optional.ofNullable(values.get("--tls-cert"))
                .map(certificate -> new Tls(
                        Path.of(certificate),
                        Path.of(values.getOrDefault("--tls-key", "")),
                        Optional.ofNullable(values.get("--client-ca")).map(Path::of)));
    }

    /** What the web server is told. */
    static Map<String, Object> properties(Tls tls) {
        Map<String, Object> properties = new HashMap<>(Map.of(
                "server.ssl.certificate",
                location(tls.certificate()),
                "server.ssl.certificate-private-key",
                location(tls.key()),
                "server.ssl.enabled-protocols",
                "TLSv1.3,TLSv1.2"));
        tls.clientCa().ifPresent(file -> {
            properties.put("server.ssl.trust-certificate", location(file));
            properties.put("server.ssl.client-auth", "need");
        });
        return properties;
    }

    private static String location(Path file) {
        return file.toUri().toString();
    }
}
