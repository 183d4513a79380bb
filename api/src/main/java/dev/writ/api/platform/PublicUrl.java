package dev.writ.api.platform;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Where callers reach the service: what the operator says, never what a caller's {@code Host} header says. */
@Component
public class PublicUrl {
    private final ServeOptions options;
    private final Environment environment;

    public PublicUrl(ServeOptions options, Environment environment) {
        this.options = options;
        this.environment = environment;
    }

    /** How a client reaches what the service listens on. */
    private String scheme() {
        return options.tls().isPresent() ? "https://" : "http://";
    }

    /** The URL without a slash at its end; it is known once the web server listens. */
    public String text() {
        return options.publicUrl().orElseGet(() -> {
            String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
            return scheme() + host + ":" + environment.getRequiredProperty("local.server.port");
        });
    }
}
