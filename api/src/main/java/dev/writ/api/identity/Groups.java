package dev.writ.api.identity;

import dev.writ.api.audit.Drafts;
import dev.writ.api.audit.Journal;
import dev.writ.api.audit.Recorded;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Columns;
import dev.writ.api.platform.EntityTags;
import dev.writ.api.platform.IfMatch;
import dev.writ.api.platform.IfNoneMatch;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import dev.writ.ledger.entry.SearchTerm;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Service;

/**
 * The groups that the service keeps: approvals are asked of groups. A person who signs in is in these and, for that request, in those
 * that the token of the issuer names.
 */
@Service
public class Groups {
    /** Types of the entries. */
    static final String CHANGED = "group.changed";

    static final String REMOVED = "group.removed";

    private final GroupRepository rows;
    private final PrincipalRepository principals;
    private final Journal journal;
    private final Clock clock;

    Groups(GroupRepository rows, PrincipalRepository principals, Journal journal, Clock clock) {
        this.rows = rows;
        this.principals = principals;
        this.journal = journal;
        this.clock = clock;
    }

    /** Names of the groups that the service keeps the principal in; an issuer's claims are known while its token is presented only. */
    public Set<String> of(Tenant tenant, String principal) {
        return rows.of(tenant, principal);
    }

    /** Ids of the principals that the service keeps in the group and that may act; empty if there is no such group. */
    public Set<String> members(Tenant tenant, String group) {
        return rows.active(tenant, group);
    }

    /** Everybody in the group, whether or not she may still act; 404 if there is no such group. */
    Set<String> everybody(Tenant tenant, String name) {
        if (!rows.exists(tenant, name)) {
            throw unknown(name).raise();
        }
        return rows.members(tenant, name);
    }

    /** Names of groups after {@code cursor}, in order. */
    List<String> page(Tenant tenant, String cursor, int limit) {
        return rows.page(tenant, cursor, limit);
    }

    /** The tag of a group with these members. */
    static String tag(Set<String> members) {
        return EntityTags.of(list(members));
    }

    /**
     * Makes the group, or has it consist of these; 422 if somebody is not registered.
     *
     * @param read the states that the caller has read; 412 if it is in another one, or not there
     * @param fresh whether it is to be made; 412 if it is there
     */
    Recorded<Set<String>> put(
            Caller caller, String name, Collection<String> members, Optional<IfMatch> read, boolean fresh) {
        Tenant tenant = caller.tenant();
        requireKnown(tenant, members);
        return journal.commit(tenant, drafts -> {
            boolean there = rows.lock(tenant, name);
            Set<String> before = there ? rows.rows(tenant, name) : Set.of();
            read.filter(of -> !there || !of.matches(tag(before))).ifPresent(_ -> {
                throw IfMatch.stale(named(name)).raise();
            });
            if (there && fresh) {
                throw IfNoneMatch.exists(named(name)).raise();
            }
            Set<String> added = without(members, before);
            Set<String> removed = without(before, members);
            String key = draft(drafts, caller, CHANGED, name, Set.copyOf(members), added, removed);
            if (!there && !rows.insert(tenant, name, clock.instant(), key)) {
                throw Problem.conflict(
                                "group.changed",
                                "the group `" + name + "` was made by somebody else at the same time",
                                "send the request again")
                        .raise();
            }
            rows.remove(tenant, name, removed);
            rows.add(tenant, name, added, key);
            return new TreeSet<>(members);
        });
    }

    /**
     * Removes the group; 404 if there is none.
     *
     * @param read the states that the caller has read; 412 if it is in another one
     */
    Recorded<String> remove(Caller caller, String name, Optional<IfMatch> read) {
        Tenant tenant = caller.tenant();
        return journal.commit(tenant, drafts -> {
            if (!rows.lock(tenant, name)) {
                throw unknown(name).raise();
            }
            Set<String> removed = rows.rows(tenant, name);
            read.ifPresent(of -> of.require(named(name), tag(removed)));
            draft(drafts, caller, REMOVED, name, Set.of(), Set.of(), removed);
            rows.remove(tenant, name, removed);
            rows.remove(tenant, name);
            return name;
        });
    }

    private void requireKnown(Tenant tenant, Collection<String> members) {
        Map<String, String> known = principals.ledgerIds(tenant, members);
        members.stream().filter(id -> !known.containsKey(id)).findFirst().ifPresent(id -> {
            throw Problem.unprocessable(
                            "group.member",
                            "`/members` names `" + id + "`, which is no registered principal",
                            "register it with `POST /api/v1/principals` first")
                    .raise();
        });
    }

    /** The entry is found by the name of the group. */
    private String draft(
            Drafts drafts,
            Caller caller,
            String type,
            String name,
            Set<String> members,
            Set<String> added,
            Set<String> removed) {
        var draft = EntryDraft.of(type, Outcome.RECORDED)
                .withPrincipal("by", caller.ledgerId())
                .withBody(new Json.Obj(
                        Map.of("added", new Json.Num(added.size()), "removed", new Json.Num(removed.size()))));
        Json group = new Json.Obj(Map.of(
                "name", new Json.Str(name),
                "members", list(members),
                "added", list(added),
                "removed", list(removed)));
        String key = drafts.add(draft, Map.of("group", group), Set.of(SearchTerm.resource(name)));
        rows.insertChange(caller.tenant(), name, key);
        return key;
    }

    private static Json list(Set<String> ids) {
        return Columns.json(ids.stream().sorted().toList());
    }

    private static Set<String> without(Collection<String> these, Collection<String> those) {
        Set<String> rest = new TreeSet<>(these);
        those.forEach(rest::remove);
        return rest;
    }

    private static String named(String name) {
        return "the group `" + name + "`";
    }

    private static Problem unknown(String name) {
        return Problem.notFound(
                "group.unknown",
                "there is no group `" + name + "`",
                "see `GET /api/v1/groups` for the groups that the service keeps");
    }
}
