package dev.writ.api.approval;

import dev.writ.api.access.ActionRequest;
import dev.writ.api.access.DecisionMaker;
import dev.writ.api.evidence.EvidenceStore;
import dev.writ.api.identity.Groups;
import dev.writ.api.identity.Principal;
import dev.writ.api.identity.Principals;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Digests;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Tenant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Runs the rules for a change request. */
@Component
class Rules {
    private final DecisionMaker maker;
    private final EvidenceStore evidence;
    private final Principals principals;
    private final Groups groups;

    Rules(DecisionMaker maker, EvidenceStore evidence, Principals principals, Groups groups) {
        this.maker = maker;
        this.evidence = evidence;
        this.principals = principals;
        this.groups = groups;
    }

    /** Decides what the requester asked, as things are now. */
    DecisionMaker.Made again(Tenant tenant, Row row, ActionRequest request) {
        return maker.again(caller(tenant, row), request);
    }

    /** As {@link #again}, where a deny is for good: 503 if the rules did not come to a decision in time, so that nothing changes. */
    DecisionMaker.Made inTime(Tenant tenant, Row row, ActionRequest request) {
        DecisionMaker.Made made = again(tenant, row, request);
        if (made.ruling().timedOut()) {
            throw Problem.unavailable(
                            "decision.timeout",
                            "the rules did not come to a decision about the change request `" + row.id()
                                    + "` in time, so it stays as it is",
                            "send the request again in a moment; if it stays, the policy set needs a look")
                    .raise();
        }
        return made;
    }

    /** The requester as the rules see it; 409 if it is no principal any more. */
    Caller caller(Tenant tenant, Row row) {
        Principal requester = principals
                .find(tenant, row.requester())
                .filter(Principal::active)
                .orElseThrow(() -> Problem.conflict(
                                "change-request.requester",
                                "the requester `" + row.requester() + "` may not act any more",
                                "let somebody else open a new change request")
                        .raise());
        return caller(tenant, row, requester);
    }

    /** The requester as the rules see it, who is not signed in now: no scopes, and no groups but those that the service keeps. */
    private Caller caller(Tenant tenant, Row row, Principal requester) {
        return new Caller(
                tenant,
                requester.id(),
                requester.ledgerId(),
                requester.kind(),
                requester.roles(),
                requester.attributes(),
                List.of(),
                groups.of(tenant, requester.id()).stream().sorted().toList(),
                requester.person(),
                Caller.SignIn.API_TOKEN,
                "change-request:" + row.id());
    }

    /** Digests of the statements about the request's artifact that count now. */
    List<String> evidence(Tenant tenant, ActionRequest request) {
        return Binding.artifact(request)
                .map(hash -> evidence.digests(tenant, Digests.text(hash)))
                .orElse(List.of());
    }
}
