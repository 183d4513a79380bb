package dev.writ.api.approval;

import dev.writ.api.access.ActionRequest;
import dev.writ.api.audit.LoggedEntry;
import dev.writ.api.audit.Payloads;
import dev.writ.api.identity.Principal;
import dev.writ.api.identity.Principals;
import dev.writ.api.platform.Columns;
import dev.writ.api.platform.Digests;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.merkle.Hash;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the log and the values beside it say of change requests; a row that says something else is not believed. */
@Component
class Records {
    /** Code of the problem of a request of which something is on its way into the log. */
    static final String IN_PROGRESS = "change-request.in_progress";

    /** Value beside the entry of a vote: all groups that it can be counted for. */
    static final String GROUPS = "groups";

    private final ChangeRequestRepository rows;
    private final VoteRepository votes;
    private final Payloads payloads;
    private final Principals principals;

    Records(ChangeRequestRepository rows, VoteRepository votes, Payloads payloads, Principals principals) {
        this.rows = rows;
        this.votes = votes;
        this.payloads = payloads;
        this.principals = principals;
    }

    /**
     * What votes on the request are given for now.
     *
     * @throws dev.writ.api.platform.ProblemException 409 while that is not in the log, or once it is erased; 500 if the row is not what
     *     the log recorded
     */
    Binding binding(Tenant tenant, Row row) {
        return kept(tenant, row).orElseThrow(() -> erased(row.id()).raise());
    }

    /** As {@link #binding}; empty once it is erased. */
    Optional<Binding> kept(Tenant tenant, Row row) {
        long index = index(tenant, row, row.keys().binding());
        LoggedEntry recorded = payloads.read(tenant, row.keys().binding(), index);
        requireAbout(row, recorded, index);
        if (!(recorded.payload().get("binding") instanceof Json.Obj json)) {
            return Optional.empty();
        }
        var binding = new Binding(json);
        if (!binding.digest().equals(row.digest()) || !binding.requester().equals(row.requester())) {
            throw contradiction(row, index);
        }
        return Optional.of(binding);
    }

    /** The artifact that was asked for, as far as that is not erased. */
    Optional<Hash> artifact(Tenant tenant, Row row) {
        return kept(tenant, row).flatMap(binding -> Binding.artifact(request(binding)));
    }

    /** What was asked. */
    ActionRequest request(Tenant tenant, Row row) {
        return request(binding(tenant, row));
    }

    static ActionRequest request(Binding binding) {
        if (binding.json().members().get("parameters") instanceof Json.Obj parameters) {
            return ActionRequest.read(parameters, "");
        }
        throw new IllegalStateException("a binding without parameters");
    }

    /** The entry that led to the row's state; 500 if it tells of another state. */
    LoggedEntry state(Tenant tenant, Row row, String type) {
        long index = index(tenant, row, row.keys().state());
        LoggedEntry recorded = payloads.read(tenant, row.keys().state(), index);
        requireAbout(row, recorded, index);
        if (!recorded.entry().type().equals(type)) {
            throw contradiction(row, index);
        }
        return recorded;
    }

    /** 500 if an entry is about something else than the row is now. */
    void requireSameDigest(Row row, LoggedEntry recorded, long index) {
        if (!new Json.Str(Digests.text(row.digest()))
                .equals(recorded.entry().body().members().get("request_digest"))) {
            throw contradiction(row, index);
        }
    }

    /** The problem of a row that is not what the log recorded. */
    RuntimeException contradiction(Tenant tenant, Row row) {
        return contradiction(row, stateIndex(tenant, row));
    }

    /**
     * A vote as the log has it.
     *
     * @param vote it
     * @param groups all that it can be counted for; once these are erased, those that were asked when it was given
     * @param comment why, unless it is erased
     */
    record Given(Vote vote, List<String> groups, Optional<String> comment) {
        Ballot ballot() {
            return vote.ballot().of(groups);
        }
    }

    /** All votes on the request that are in the log, each held against it. */
    List<Given> votes(Tenant tenant, Row row) {
        return votes.logged(tenant, row.id()).stream()
                .map(vote -> given(tenant, row, vote))
                .toList();
    }

    /** The ballots that count for what the request is now: for it, on its binding, each as the log has it. */
    List<Ballot> ballots(Tenant tenant, Row row) {
        return ballots(tenant, row, votes(tenant, row));
    }

    /** Those of the votes that count for what the request is now. */
    List<Ballot> ballots(Tenant tenant, Row row, List<Given> given) {
        return given.stream()
                .filter(one -> one.vote().verdict() == Vote.Verdict.APPROVE)
                .filter(one -> one.vote().digest().equals(row.digest()))
                .filter(one -> one.vote().ballot().persons().stream().allMatch(person -> mayAct(tenant, person)))
                .map(Given::ballot)
                .toList();
    }

    /** Who may not act any more has no say in what happens now. */
    boolean mayAct(Tenant tenant, String person) {
        return principals.find(tenant, person).filter(Principal::active).isPresent();
    }

    private Given given(Tenant tenant, Row row, Vote vote) {
        LoggedEntry recorded = payloads.read(tenant, vote.draftKey(), vote.index());
        requireAbout(row, recorded, vote.index());
        Map<String, String> named = recorded.entry().principals();
        String holder = vote.ballot().holder().equals(vote.ballot().voter()) ? "voter" : "holder";
        if (!recorded.entry().type().equals(Entries.VOTED)
                || !recorded.entry().body().equals(Entries.body(row, vote))
                || !isNamed(tenant, vote.ballot().voter(), named.get("voter"))
                || !isNamed(tenant, vote.ballot().holder(), named.get(holder))
                || named.containsKey("holder") != holder.equals("holder")) {
            throw contradiction(row, vote.index());
        }
        return new Given(
                vote,
                recorded.payload().get(GROUPS) instanceof Json.Arr all
                        ? Columns.texts(Columns.write(all))
                        : vote.ballot().groups(),
                recorded.payload().get("comment") instanceof Json.Str(String text)
                        ? Optional.of(text)
                        : Optional.empty());
    }

    /** Whether the log means this principal by a name. */
    boolean isNamed(Tenant tenant, String id, @Nullable String ledgerId) {
        return principals
                .find(tenant, id)
                .map(Principal::ledgerId)
                .filter(name -> name.equals(ledgerId))
                .isPresent();
    }

    /** Where the entry is that led to the row's state. */
    long stateIndex(Tenant tenant, Row row) {
        return index(tenant, row, row.keys().state());
    }

    private long index(Tenant tenant, Row row, String key) {
        return rows.index(tenant, key).orElseThrow(() -> inProgress(row.id()).raise());
    }

    private static void requireAbout(Row row, LoggedEntry recorded, long index) {
        Json id = recorded.entry().body().members().get(Entries.REQUEST);
        if (!new Json.Str(row.id().toString()).equals(id)) {
            throw contradiction(row, index);
        }
    }

    private static RuntimeException contradiction(Row row, long index) {
        return Payloads.contradiction("the stored change request `" + row.id() + "`", index)
                .raise();
    }

    /** The problem of a request of which something is on its way into the log. */
    static Problem inProgress(UUID id) {
        return Problem.conflict(
                IN_PROGRESS, "the change request `" + id + "` is being changed", "send the request again in a moment");
    }

    private static Problem erased(UUID id) {
        return Problem.conflict(
                "change-request.erased",
                "what the change request `" + id + "` asked for is erased",
                "open a new one with `POST /api/v1/change-requests`");
    }

    /** Why the request was opened, or last changed. */
    Optional<String> comment(Tenant tenant, Row row) {
        return said(tenant, row.keys().binding(), "comment")
                .or(() -> said(tenant, row.keys().opened(), "comment"));
    }

    /** The text of something that somebody said in an entry that is in the log, unless it is erased. */
    Optional<String> said(Tenant tenant, String key, String field) {
        OptionalLong index = rows.index(tenant, key);
        return index.isPresent() ? text(tenant, key, index.getAsLong(), field) : Optional.empty();
    }

    /** The text of something that somebody said, unless it is erased. */
    Optional<String> text(Tenant tenant, String key, long index, String field) {
        return payloads.read(tenant, key, index).payload().get(field) instanceof Json.Str(String text)
                ? Optional.of(text)
                : Optional.empty();
    }
}
