package dev.writ.api.approval;

import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Gate;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Who sees a change request: whom the platform policy lets read all of them, and as if it were their own those who asked for it, whose
 * votes are asked for, and who voted.
 */
@Component
class Visibility {
    static final String READ = "change-request.read";

    private final ChangeRequestRepository rows;
    private final VoteRepository votes;
    private final Seats seats;
    private final Gate gate;

    Visibility(ChangeRequestRepository rows, VoteRepository votes, Seats seats, Gate gate) {
        this.rows = rows;
        this.votes = votes;
        this.seats = seats;
        this.gate = gate;
    }

    /** The request; 404 if there is none that the caller may see. */
    Row require(Caller caller, UUID id) {
        return rows.find(caller.tenant(), id)
                .filter(row -> gate.refusal(caller, READ, isInvolved(caller, row) ? caller.id() : row.requester())
                        .isEmpty())
                .orElseThrow(() -> Steps.unknown(id.toString()).raise());
    }

    /** Whether the caller sees all of them. */
    boolean all(Caller caller) {
        return gate.refusal(caller, READ, null).isEmpty();
    }

    private boolean isInvolved(Caller caller, Row row) {
        if (row.person().equals(caller.person())) {
            return true;
        }
        Set<String> groups = seats.groups(caller, row.action());
        return row.requirements().stream().anyMatch(requirement -> groups.contains(requirement.group()))
                || votes.of(caller.tenant(), row.id()).stream()
                        .anyMatch(vote -> vote.ballot().persons().contains(caller.person()));
    }
}
