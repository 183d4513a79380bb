package dev.writ.api.platform;

import java.util.Optional;

/** Finds out who presents a bearer token. Implemented by the room that stores the tokens. */
public interface TokenAuthenticator {
    /** The caller that the token stands for; empty for a token that is unknown, expired or revoked. */
    Optional<Caller> authenticate(String token);
}
