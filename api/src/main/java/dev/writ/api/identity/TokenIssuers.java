package dev.writ.api.identity;

import dev.writ.api.audit.LoggedEntry;
import dev.writ.api.audit.Payloads;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Json;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * Who can act by an API token beside its holder: whoever issued it has seen its secret, and so has, of the token that was issued with,
 * whoever issued that one. Read from the log, so that no row has to be believed.
 */
@Service
public class TokenIssuers {
    /** Type of the entry of an issue. */
    static final String ISSUED = "token.issued";

    /** Member of its body: the token that it was issued with, if it was one. */
    static final String WITH = "with";

    private static final String TOKEN = "token";

    private final PeopleRepository rows;
    private final Payloads payloads;

    TokenIssuers(PeopleRepository rows, Payloads payloads) {
        this.rows = rows;
        this.payloads = payloads;
    }

    /**
     * Ids of those who can act by what the caller presented; nobody for a person who is signed in.
     *
     * @throws dev.writ.api.platform.ProblemException 500 if rows contradict the log
     */
    public Set<String> of(Caller caller) {
        return switch (caller.signIn()) {
            case API_TOKEN -> of(caller.tenant(), UUID.fromString(caller.credential()));
            case OIDC -> Set.of();
        };
    }

    private Set<String> of(Tenant tenant, UUID token) {
        Set<String> issuers = new HashSet<>();
        Set<UUID> seen = new HashSet<>();
        Optional<UUID> next = Optional.of(token);
        while (next.isPresent() && seen.add(next.get())) {
            next = issue(tenant, next.get(), issuers);
        }
        return Set.copyOf(issuers);
    }

    /** Adds who issued the token, and gives the token that it was issued with. */
    private Optional<UUID> issue(Tenant tenant, UUID token, Set<String> issuers) {
        PeopleRepository.Issue issue = rows.issue(tenant, token)
                .orElseThrow(() -> new IllegalStateException("the token `" + token + "` has no row"));
        LoggedEntry recorded = payloads.read(tenant, issue.draftKey(), issue.index());
        String by = recorded.entry().principals().getOrDefault("by", "");
        if (!recorded.entry().type().equals(ISSUED) || !text(recorded, TOKEN).equals(Optional.of(token.toString()))) {
            throw contradiction(token, issue);
        }
        issuers.add(rows.named(tenant, by).orElseThrow(() -> contradiction(token, issue)));
        return text(recorded, WITH).map(UUID::fromString);
    }

    private static Optional<String> text(LoggedEntry recorded, String name) {
        return recorded.entry().body().members().get(name) instanceof Json.Str(String text)
                ? Optional.of(text)
                : Optional.empty();
    }

    private static RuntimeException contradiction(UUID token, PeopleRepository.Issue issue) {
        return Payloads.contradiction("the stored token `" + token + "`", issue.index())
                .raise();
    }
}
