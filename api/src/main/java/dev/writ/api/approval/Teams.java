package dev.writ.api.approval;

import dev.writ.api.access.ActionRequest;
import dev.writ.api.identity.Principal;
import dev.writ.api.identity.Principals;
import dev.writ.api.platform.Tenant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Which team a principal is of: its attribute {@value #ATTRIBUTE}, else that of its owner, else a team of one person. */
@Component
class Teams {
    /** Goes before the id of a person who is a team of her own. */
    static final String PERSON = "person:";

    private static final String ATTRIBUTE = "team";
    private static final int LONGEST = 200;

    private final Principals principals;

    Teams(Principals principals) {
        this.principals = principals;
    }

    /**
     * The team whose change a request is: that of the subject, whoever asks in its name.
     *
     * @param requester id of the principal that asks
     * @param person who answers for it
     */
    String of(Tenant tenant, ActionRequest request, String requester, String person) {
        return principals
                .find(tenant, request.subjectId())
                .or(() -> principals.find(tenant, requester))
                .map(found -> of(tenant, found))
                .orElseGet(() -> PERSON + person);
    }

    String of(Tenant tenant, Principal principal) {
        String team = Optional.ofNullable(principal.attributes().get(ATTRIBUTE))
                .or(() -> principal
                        .owner()
                        .flatMap(owner -> principals.find(tenant, owner))
                        .map(owner -> owner.attributes().get(ATTRIBUTE)))
                .orElseGet(() -> PERSON + principal.person());
        // Attributes may be longer than what rows hold; nobody is refused a decision for that.
        return team.length() > LONGEST ? team.substring(0, LONGEST) : team;
    }
}
