package dev.writ.ledger.permit;

import dev.writ.ledger.dsse.DsseException;
import dev.writ.ledger.dsse.Members;
import dev.writ.ledger.dsse.Statement;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.StrictJson;
import dev.writ.ledger.entry.Timestamp;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.note.Checkpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The list of permits that were revoked and are not expired. Its first subject is the head of the log that it was made under, so
 * that it has one even when nothing is revoked; each other one is a permit, by the digest of its payload.
 *
 * @param head the head of the log
 * @param issuedAt when it was made
 * @param nextUpdate when a newer one is to be fetched
 * @param revoked the permits
 */
public record Revocations(Checkpoint head, Timestamp issuedAt, Timestamp nextUpdate, List<Revoked> revoked) {
    /** What kind of statement the list is. */
    public static final String PREDICATE_TYPE = "https://writ.dev/permit-revocations/v1";

    /** Most permits on one list. */
    public static final int MAX_REVOKED = Statement.MAX_SUBJECTS - 1;

    private static final Set<String> MEMBERS = Set.of("issuedAt", "log", "nextUpdate", "revoked", "size");
    private static final int MAX_ORIGIN = 255;

    /** Copies the permits. */
    public Revocations {
        revoked = List.copyOf(revoked);
    }

    /**
     * A permit that was revoked.
     *
     * @param permit its id
     * @param digest SHA-256 of its payload
     * @param at when it was revoked
     */
    public record Revoked(String permit, Hash digest, Timestamp at) {}

    /** The bytes that are signed. */
    public Bytes payload() {
        List<Statement.Subject> subjects = new ArrayList<>();
        List<Json> times = new ArrayList<>();
        subjects.add(new Statement.Subject(head.origin(), head.root()));
        for (Revoked each : revoked) {
            subjects.add(new Statement.Subject(each.permit, each.digest));
            times.add(new Json.Str(each.at.text()));
        }
        Json.Obj predicate = new Json.Obj(Map.of(
                "issuedAt", new Json.Str(issuedAt.text()),
                "nextUpdate", new Json.Str(nextUpdate.text()),
                "log", new Json.Str(head.origin()),
                "size", new Json.Num(head.size()),
                "revoked", new Json.Arr(times)));
        return new Statement(subjects, PREDICATE_TYPE, predicate).json().canonical();
    }

    /**
     * Reads a payload.
     *
     * @throws DsseException or another {@link IllegalArgumentException} for anything that {@link #payload} would not have written
     */
    public static Revocations parse(Bytes payload) {
        Statement statement = Statement.read(new StrictJson().read(payload), "/payload");
        if (!statement.predicateType().equals(PREDICATE_TYPE)) {
            throw new DsseException("the statement is no list of revoked permits: its `predicateType` is `"
                    + statement.predicateType() + "`");
        }
        Members predicate =
                Members.of(statement.predicate(), "/payload/predicate").only(MEMBERS);
        List<Json> times = predicate.items("revoked", MAX_REVOKED);
        List<Statement.Subject> subjects = statement.subjects();
        if (times.size() + 1 != subjects.size()) {
            throw new DsseException("`/payload/predicate/revoked` has not a time for each permit");
        }
        List<Revoked> revoked = new ArrayList<>();
        for (int i = 0; i < times.size(); i++) {
            Statement.Subject subject = subjects.get(i + 1);
            String time = times.get(i) instanceof Json.Str(String text) ? text : "";
            revoked.add(new Revoked(subject.name(), subject.digest(), Timestamp.parse(time)));
        }
        Revocations list = new Revocations(
                new Checkpoint(
                        predicate.text("log", MAX_ORIGIN),
                        predicate.count("size", 1),
                        subjects.getFirst().digest()),
                Permit.time(predicate, "issuedAt"),
                Permit.time(predicate, "nextUpdate"),
                revoked);
        if (!list.payload().equals(payload)) {
            throw new DsseException("the payload is not in the one form that such a list has (RFC 8785)");
        }
        return list;
    }

    /** When a permit was revoked, if it is on the list. */
    public Optional<Timestamp> of(Permit permit) {
        Hash digest = permit.digest();
        return revoked.stream()
                .filter(each -> each.digest.equals(digest))
                .map(Revoked::at)
                .findFirst();
    }
}
