package dev.writ.api.identity;

import dev.writ.api.platform.Caller;
import dev.writ.api.platform.ClientCertificate;
import dev.writ.api.platform.TokenAuthenticator;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Tells the two kinds of bearer tokens apart: those that this service issued by how they begin, all others are an issuer's. */
@Service
class SignIns implements TokenAuthenticator {
    private final Tokens tokens;
    private final PersonSignIn people;

    SignIns(Tokens tokens, PersonSignIn people) {
        this.tokens = tokens;
        this.people = people;
    }

    @Override
    public Optional<Caller> authenticate(String token, Optional<ClientCertificate> certificate) {
        return token.startsWith(Secret.PREFIX)
                ? tokens.authenticate(token)
                : Optional.of(people.authenticate(token, certificate));
    }
}
