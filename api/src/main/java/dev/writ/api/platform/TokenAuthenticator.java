package dev.writ.api.platform;

import java.util.Optional;

/** Finds out who presents a bearer token. Implemented by the room that stores the tokens. */
public interface TokenAuthenticator {
    /** As {@link #authenticate(String, Optional)}, over a connection without a certificate. */
    default Optional<Caller> authenticate(String token) {
        return authenticate(token, Optional.empty());
    }

    /**
     * The caller that the token stands for; empty for a token that is unknown, expired or revoked.
     *
     * @param certificate that was presented with the token, which a token may be bound to
     * @throws ProblemException where more can be said: 401 for a signed token that is not good, 403 for a person whom the service does
     *     not know, 503 if the issuer of the token cannot be asked for its keys
     */
    Optional<Caller> authenticate(String token, Optional<ClientCertificate> certificate);
}
