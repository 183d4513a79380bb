package dev.writ.api.identity;

import dev.writ.api.identity.PrincipalRepository.Member;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.ClientCertificate;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.ServeOptions;
import dev.writ.api.platform.Tenant;
import dev.writ.api.platform.Tenants;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/**
 * Signs people in by the tokens of an issuer. Nobody is registered by signing in: a person whom no administrator registered is
 * refused.
 */
@Service
class PersonSignIn {
    private final Tenants tenants;
    private final PrincipalRepository rows;
    private final Optional<SignedTokens> tokens;

    PersonSignIn(PrincipalRepository rows, ServeOptions options, Clock clock) {
        this.tenants = options.tenants();
        this.rows = rows;
        this.tokens = options.oidc()
                .map(oidc -> new SignedTokens(
                        oidc, new IssuerKeys(new IssuerDocuments(oidc.issuer()), oidc.issuer(), clock), clock));
    }

    /** The person whom the token stands for; leaves with a 401, 403 or 503 problem where there is none. */
    Caller authenticate(String token, Optional<ClientCertificate> certificate) {
        Visitor visitor = tokens.orElseThrow(() -> Problem.unauthorized(
                                "token.invalid",
                                "the token is none of this service, and no issuer of other tokens is set up here",
                                "send an API token as `Authorization: Bearer <token>`, or start the service with"
                                        + " `--oidc-issuer`")
                        .raise())
                .verify(token, certificate);
        Tenant tenant = tenants.named(visitor.tenant())
                .orElseThrow(() -> noTenant(visitor.tenant()).raise());
        Member member = rows.find(tenant, visitor.identity())
                .orElseThrow(() -> unknown(visitor.identity()).raise());
        if (!member.principal().active()) {
            throw Problem.forbidden(
                            "principal.deactivated",
                            "the principal `" + member.principal().id() + "` may not act any more",
                            "ask an administrator to activate it again")
                    .raise();
        }
        return caller(tenant, member, visitor);
    }

    private static Caller caller(Tenant tenant, Member member, Visitor visitor) {
        Principal person = member.principal();
        return new Caller(
                tenant,
                person.id(),
                person.ledgerId(),
                person.kind(),
                union(person.roles(), visitor.roles()),
                person.attributes(),
                visitor.scopes(),
                union(member.groups(), visitor.groups()),
                person.person(),
                Caller.SignIn.OIDC,
                visitor.token());
    }

    private static List<String> union(List<String> ours, List<String> claimed) {
        return Stream.of(ours, claimed)
                .flatMap(Collection::stream)
                .distinct()
                .sorted()
                .toList();
    }

    private static Problem noTenant(String name) {
        return Problem.forbidden(
                "tenant.unknown",
                "the token is of the tenant `" + name + "`, which this service does not have",
                "ask the operator to start the service with it in `--tenants`, or to correct the claim at the issuer");
    }

    private static Problem unknown(Identity identity) {
        return Problem.forbidden(
                "identity.unknown",
                "`" + identity.issuer() + "` signed `" + identity.subject() + "` in, but no principal is known by that",
                "ask an administrator for `POST /api/v1/principals` with `\"identity\": {\"issuer\": \""
                        + identity.issuer() + "\", \"subject\": \"" + identity.subject() + "\"}`");
    }
}
