package dev.writ.ledger.permit;

import dev.writ.ledger.dsse.DsseException;
import dev.writ.ledger.dsse.Members;
import dev.writ.ledger.dsse.Statement;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.EntryException;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import dev.writ.ledger.entry.StrictJson;
import dev.writ.ledger.entry.Timestamp;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a permit says: these artifacts may go there, from then until then, since this decision allows it.
 *
 * @param id of the permit
 * @param changeRequest id of the change request that was approved
 * @param requestDigest digest of what was approved
 * @param artifacts by SHA-256, 1 to {@value #MAX_ARTIFACTS}
 * @param environment where they may go, if the request names one
 * @param action what may be done
 * @param conditions obligations of the rules that the one who acts has to meet
 * @param nonce 32 random bytes, to be presented when the permit is redeemed
 * @param notBefore when its time begins
 * @param notAfter when its time is over; the first moment at which it is not valid any more
 * @param uses how often it may be redeemed
 * @param decision the decision that allowed it
 * @param policy which revision decided
 * @param log origin of the log that holds decision and permit
 */
public record Permit(
        String id,
        String changeRequest,
        Hash requestDigest,
        List<Statement.Subject> artifacts,
        Optional<String> environment,
        String action,
        List<Json> conditions,
        Bytes nonce,
        Timestamp notBefore,
        Timestamp notAfter,
        long uses,
        Decision decision,
        Policy policy,
        String log) {
    /** What kind of statement a permit is. */
    public static final String PREDICATE_TYPE = "https://writ.dev/permit/v1";

    /** Type of the entry of its issue. */
    public static final String ENTRY_TYPE = "permit.issued";

    /** Most artifacts: an entry holds a digest for each, and one of the payload. */
    public static final int MAX_ARTIFACTS = 127;

    /** Size of a nonce in bytes. */
    public static final int NONCE_SIZE = 32;

    private static final String SHA256 = "sha256:";
    private static final int MAX_TEXT = 200;
    private static final int MAX_ORIGIN = 255;
    private static final int MAX_CONDITIONS = 256;
    private static final Set<String> MEMBERS = Set.of(
            "id",
            "changeRequest",
            "requestDigest",
            "environment",
            "action",
            "conditions",
            "nonce",
            "notBefore",
            "notAfter",
            "uses",
            "decision",
            "policy",
            "log");

    /**
     * Checks the bounds.
     *
     * @throws DsseException naming what is beyond them
     */
    public Permit {
        artifacts = List.copyOf(artifacts);
        conditions = List.copyOf(conditions);
        if (artifacts.isEmpty() || artifacts.size() > MAX_ARTIFACTS) {
            throw new DsseException("a permit names 1 to " + MAX_ARTIFACTS + " artifacts, not " + artifacts.size());
        }
        if (nonce.size() != NONCE_SIZE) {
            throw new DsseException("a nonce has " + NONCE_SIZE + " bytes, not " + nonce.size());
        }
        if (notAfter.compareTo(notBefore) <= 0) {
            throw new DsseException("the time of a permit ends after it begins");
        }
    }

    /**
     * A decision in the log.
     *
     * @param id of it
     * @param index of its entry
     * @param leafHash leaf hash of its entry
     */
    public record Decision(String id, long index, Hash leafHash) {}

    /**
     * A revision of a policy set.
     *
     * @param set its name
     * @param revision digest of the bundle's content
     */
    public record Policy(String set, Hash revision) {
        /** {@code sha256:} and 64 hexadecimal digits. */
        public String text() {
            return SHA256 + revision.hex();
        }
    }

    /** The statement that is signed. */
    public Statement statement() {
        Map<String, Json> members = new TreeMap<>();
        members.put("id", new Json.Str(id));
        members.put("changeRequest", new Json.Str(changeRequest));
        members.put("requestDigest", new Json.Str(SHA256 + requestDigest.hex()));
        environment.ifPresent(name -> members.put("environment", new Json.Str(name)));
        members.put("action", new Json.Str(action));
        members.put("conditions", new Json.Arr(conditions));
        members.put("nonce", new Json.Str(HexFormat.of().formatHex(nonce.toArray())));
        members.put("notBefore", new Json.Str(notBefore.text()));
        members.put("notAfter", new Json.Str(notAfter.text()));
        members.put("uses", new Json.Num(uses));
        members.put(
                "decision",
                new Json.Obj(Map.of(
                        "id", new Json.Str(decision.id),
                        "index", new Json.Num(decision.index),
                        "leafHash", new Json.Str(decision.leafHash.hex()))));
        members.put(
                "policy",
                new Json.Obj(Map.of("set", new Json.Str(policy.set), "revision", new Json.Str(policy.text()))));
        members.put("log", new Json.Str(log));
        return new Statement(artifacts, PREDICATE_TYPE, new Json.Obj(members));
    }

    /** The bytes that are signed. */
    public Bytes payload() {
        return statement().json().canonical();
    }

    /** SHA-256 of the payload: what the entry records, and what a list of revoked permits names. */
    public Hash digest() {
        return TreeHash.sha256(payload());
    }

    /**
     * Reads a payload.
     *
     * @throws DsseException or another {@link IllegalArgumentException} for anything that {@link #payload} would not have written
     */
    public static Permit parse(Bytes payload) {
        Statement statement = Statement.read(StrictJson.around().read(payload), "/payload");
        if (!statement.predicateType().equals(PREDICATE_TYPE)) {
            throw new DsseException("the statement is no permit: its `predicateType` is `" + statement.predicateType()
                    + "`, not `" + PREDICATE_TYPE + "`");
        }
        Permit permit = of(statement, Members.of(statement.predicate(), "/payload/predicate"));
        if (!permit.payload().equals(payload)) {
            throw new DsseException("the payload is not in the one form that a permit has (RFC 8785)");
        }
        return permit;
    }

    private static Permit of(Statement statement, Members predicate) {
        predicate.only(MEMBERS);
        Members decision = predicate.object("decision").only(Set.of("id", "index", "leafHash"));
        Members policy = predicate.object("policy").only(Set.of("set", "revision"));
        return new Permit(
                predicate.text("id", MAX_TEXT),
                predicate.text("changeRequest", MAX_TEXT),
                predicate.hash("requestDigest", SHA256),
                statement.subjects(),
                predicate.has("environment") ? Optional.of(predicate.text("environment", MAX_TEXT)) : Optional.empty(),
                predicate.text("action", MAX_TEXT),
                predicate.items("conditions", MAX_CONDITIONS),
                Bytes.of(predicate.hash("nonce", "").bytes()),
                time(predicate, "notBefore"),
                time(predicate, "notAfter"),
                predicate.count("uses", 1),
                new Decision(decision.text("id", MAX_TEXT), decision.count("index", 0), decision.hash("leafHash", "")),
                new Policy(policy.text("set", MAX_TEXT), policy.hash("revision", SHA256)),
                predicate.text("log", MAX_ORIGIN));
    }

    static Timestamp time(Members members, String name) {
        try {
            return Timestamp.parse(members.text(name, MAX_TEXT));
        } catch (EntryException e) {
            throw new DsseException("`" + members.at(name) + "`: " + e.getMessage());
        }
    }

    /**
     * The draft of the entry of its issue.
     *
     * @param key whose signature the file bears
     * @param principals random ids of who took part, by role
     */
    public EntryDraft draft(PermitKey key, Map<String, String> principals) {
        Map<String, Json> body = key.members();
        body.put("permit", new Json.Str(id));
        body.put("change_request", new Json.Str(changeRequest));
        body.put("decision", new Json.Str(decision.id));
        body.put("not_after", new Json.Str(notAfter.text()));
        environment.ifPresent(name -> body.put("environment", new Json.Str(name)));
        EntryDraft draft = EntryDraft.of(ENTRY_TYPE, Outcome.RECORDED)
                .withPolicy(policy.revision)
                .withDigest("payload", digest())
                .withArtifacts(artifacts.stream().map(Statement.Subject::digest).toList())
                .withBody(new Json.Obj(body));
        for (Map.Entry<String, String> principal : principals.entrySet()) {
            draft = draft.withPrincipal(principal.getKey(), principal.getValue());
        }
        return draft;
    }
}
