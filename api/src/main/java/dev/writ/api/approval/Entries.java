package dev.writ.api.approval;

import dev.writ.api.platform.Columns;
import dev.writ.api.platform.Digests;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import dev.writ.ledger.entry.SearchTerm;
import dev.writ.ledger.merkle.Hash;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** The entries of this room: what each says in clear. */
final class Entries {
    /** Type of the entry that opens a change request. */
    static final String OPENED = "change-request.opened";

    /** Type of the entry that changes what votes are given for. */
    static final String CHANGED = "change-request.changed";

    /** Type of the entry of a vote. */
    static final String VOTED = "change-request.voted";

    /** Type of the entry of a vote that separation of duties refused. */
    static final String VOTE_REFUSED = "change-request.vote-refused";

    /** Type of the entry of a comment. */
    static final String COMMENTED = "change-request.commented";

    /** Type of the entry that waives approvals in an emergency. */
    static final String BREAK_GLASS = "change-request.break-glass";

    /** Type of the entry of an emergency that separation of duties refused. */
    static final String BREAK_GLASS_REFUSED = "change-request.break-glass-refused";

    /** Type of the entry of a review that separation of duties refused. */
    static final String REVIEW_REFUSED = "change-request.review-refused";

    /** Type of the entry of a permit that was not issued, though the request was approved. */
    static final String PERMIT_REFUSED = "change-request.permit-refused";

    /** Type of the entry of what somebody said of an emergency afterwards. */
    static final String REVIEWED = "change-request.reviewed";

    /** Type of the entry that tells that nobody decided for long. */
    static final String ESCALATED = "change-request.escalated";

    /** Type of the entry that tells that the end is near. */
    static final String EXPIRING = "change-request.expiring";

    /** Type of the entry that makes a delegation. */
    static final String DELEGATED = "delegation.created";

    /** Type of the entry that ends a delegation early. */
    static final String DELEGATION_REVOKED = "delegation.revoked";

    /** Member of the body of an approval that waives votes. */
    static final String WAIVED = "waived";

    /** Member of every body: which change request it is about. */
    static final String REQUEST = "change_request";

    private Entries() {}

    /** An entry about a request, with its id and the digest that votes name. */
    static EntryDraft about(String type, Outcome outcome, UUID id, Hash digest) {
        return EntryDraft.of(type, outcome)
                .withBody(new Json.Obj(Map.of(
                        REQUEST, new Json.Str(id.toString()), "request_digest", new Json.Str(Digests.text(digest)))));
    }

    /** Type of the entry that ends the open state. */
    static String type(State state) {
        return "change-request." + state.word();
    }

    /** What the entry of a vote says. */
    static Json.Obj body(Row row, Vote vote) {
        Map<String, Json> members = new TreeMap<>();
        members.put(REQUEST, new Json.Str(row.id().toString()));
        members.put("request_digest", new Json.Str(Digests.text(vote.digest())));
        members.put("verdict", new Json.Str(vote.verdict().word()));
        members.put("groups", Columns.json(vote.ballot().groups()));
        return new Json.Obj(members);
    }

    /** What the entry of a delegation says. */
    static Json.Obj body(Delegation delegation) {
        return new Json.Obj(Map.of(
                "delegation",
                new Json.Str(delegation.id().toString()),
                "groups",
                Columns.json(delegation.groups()),
                "actions",
                Columns.json(delegation.actions()),
                "expires_at",
                new Json.Str(delegation.expiresAt().toString())));
    }

    /** What entries of a team's emergencies and their reviews are found by, too. */
    static String team(String team) {
        return "team:" + team;
    }

    /** What entries of an emergency are found by: as {@link #terms}, and by the team, unless that is not known any more. */
    static Set<SearchTerm> terms(UUID id, String team) {
        return team.isEmpty() ? terms(id) : Set.of(SearchTerm.resource(id.toString()), SearchTerm.resource(team(team)));
    }

    /** What entries of a request are found by, beside what they say. */
    static Set<SearchTerm> terms(UUID id) {
        return Set.of(SearchTerm.resource(id.toString()));
    }
}
