package dev.writ.ledger.permit;

import dev.writ.ledger.dsse.Members;
import dev.writ.ledger.dsse.Statement;
import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.entry.Timestamp;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.note.TrustedKeys;
import dev.writ.ledger.permit.PermitReport.Finding;
import dev.writ.ledger.permit.PermitReport.Genuine;
import dev.writ.ledger.permit.PermitRequest.Artifact;
import dev.writ.ledger.permit.ProvedEnvelope.Proved;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Verifies permits with nothing but the log's keys. The steps, each of which stands on the one before: the checkpoint is signed by
 * every given key; the entry is in that log; the entry is the one of the issue of exactly this payload, and names the key; that key
 * signed the payload; the time, the action, the environment and the list of revoked permits allow it; the real bytes are the ones it names.
 */
public final class PermitVerifier {
    private PermitVerifier() {}

    /** Verifies the bytes of a file. */
    public static PermitReport verify(Bytes file, PermitRequest request) {
        Optional<Genuine> genuine = Optional.empty();
        try {
            Genuine found = genuine(file, request.keys());
            genuine = Optional.of(found);
            holds(found.permit(), request);
            return new PermitReport(genuine, Optional.empty());
        } catch (PermitException e) {
            return new PermitReport(genuine, Optional.of(new Finding(e.fault(), e.words())));
        }
    }

    /**
     * The permit in a file, if the log proves that it was issued so.
     *
     * @throws PermitException if not
     */
    public static Genuine genuine(Bytes file, TrustedKeys keys) throws PermitException {
        ProvedEnvelope parsed = ProvedEnvelope.parse(file);
        Proved proved = parsed.verify(keys);
        Permit permit = permit(parsed);
        if (!permit.log().equals(keys.origin())) {
            throw new PermitException(
                    Fault.WRONG_LOG,
                    "the permit is of the log `" + permit.log() + "`, the given keys are of `" + keys.origin() + "`");
        }
        PermitKey key = issued(permit, proved.entry());
        key.check(parsed.envelope());
        return new Genuine(permit, key, proved.entry().seq(), proved.head());
    }

    /**
     * What a file says, before anything of it is believed.
     *
     * @throws PermitException if it is no permit
     */
    public static Permit permit(ProvedEnvelope file) throws PermitException {
        try {
            return Permit.parse(file.envelope().payload());
        } catch (IllegalArgumentException e) {
            throw new PermitException(Fault.MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    /** The entry must say of the permit exactly what the entry of its issue would. */
    private static PermitKey issued(Permit permit, Entry entry) throws PermitException {
        String place = "the entry `" + entry.seq() + "` of the log ";
        if (!entry.draft().type().equals(Permit.ENTRY_TYPE)) {
            throw new PermitException(
                    Fault.FORGED,
                    place + "tells of no issue of a permit, it is of type `"
                            + entry.draft().type() + "`");
        }
        PermitKey key = key(entry);
        if (!key.isOf(permit.log())
                || !permit.draft(key, entry.draft().principals()).equals(entry.draft())
                || permit.decision().index() >= entry.seq()) {
            throw new PermitException(Fault.FORGED, place + "tells of the issue of another permit than this one");
        }
        return key;
    }

    private static PermitKey key(Entry entry) throws PermitException {
        try {
            return PermitKey.read(Members.of(entry.draft().body(), "/body"));
        } catch (IllegalArgumentException e) {
            throw new PermitException(
                    Fault.FORGED, "the entry `" + entry.seq() + "` of the log names no key: " + e.getMessage());
        }
    }

    private static void holds(Permit permit, PermitRequest request) throws PermitException {
        time(permit, request.at());
        if (!request.action().equals(permit.action())) {
            throw new PermitException(
                    Fault.OTHER_ACTION,
                    "the permit is for the action `" + permit.action() + "`, not for `" + request.action() + "`");
        }
        if (request.environment().isPresent() && !request.environment().equals(permit.environment())) {
            throw new PermitException(
                    Fault.OTHER_ENVIRONMENT,
                    "the permit is for "
                            + permit.environment()
                                    .map(name -> "the environment `" + name + "`")
                                    .orElse("no environment")
                            + ", not for `" + request.environment().get() + "`");
        }
        if (request.revocations().isPresent()) {
            notRevoked(permit, revocations(request.revocations().get(), request.keys()), request.at());
        }
        artifacts(permit, request.artifacts().get());
    }

    private static void time(Permit permit, Timestamp at) throws PermitException {
        if (at.compareTo(permit.notBefore()) < 0) {
            throw new PermitException(
                    Fault.NOT_YET_VALID, "the permit is valid from " + permit.notBefore() + ", it is " + at);
        }
        if (at.compareTo(permit.notAfter()) >= 0) {
            throw new PermitException(
                    Fault.EXPIRED, "the permit was valid until " + permit.notAfter() + ", it is " + at);
        }
    }

    private static void notRevoked(Permit permit, Revocations list, Timestamp at) throws PermitException {
        Optional<Timestamp> revoked = list.of(permit);
        if (revoked.isPresent()) {
            throw new PermitException(Fault.REVOKED, "the permit was revoked at " + revoked.get());
        }
        if (at.compareTo(list.nextUpdate()) >= 0) {
            throw new PermitException(
                    Fault.REVOCATIONS,
                    "the list of revoked permits is of " + list.issuedAt() + " and good until " + list.nextUpdate()
                            + ", it is " + at + ": fetch a newer one");
        }
    }

    /**
     * The list of revoked permits in a file, if it is one of the log's.
     *
     * @throws PermitException if it cannot be believed
     */
    public static Revocations revocations(Bytes file, TrustedKeys keys) throws PermitException {
        try {
            ProvedEnvelope parsed = ProvedEnvelope.parse(file);
            Proved proved = parsed.verify(keys);
            PermitKey key = key(proved.entry());
            Revocations list = Revocations.parse(parsed.envelope().payload());
            if (!proved.entry().draft().equals(key.draft())
                    || !key.isOf(keys.origin())
                    || !list.head().equals(proved.head())) {
                throw new PermitException(
                        Fault.REVOCATIONS, "the entry in it does not make a key known, or its head is another");
            }
            key.check(parsed.envelope());
            return list;
        } catch (PermitException | IllegalArgumentException e) {
            throw new PermitException(
                    Fault.REVOCATIONS, "the list of revoked permits cannot be believed: " + e.getMessage());
        }
    }

    private static void artifacts(Permit permit, List<Artifact> given) throws PermitException {
        Set<Hash> missing = new HashSet<>();
        permit.artifacts().forEach(subject -> missing.add(subject.digest()));
        Set<Hash> named = Set.copyOf(missing);
        for (Artifact artifact : given) {
            if (!named.contains(artifact.digest())) {
                throw new PermitException(
                        Fault.OTHER_BYTES,
                        "`" + artifact.name() + "` is not an artifact of the permit: its bytes have the digest sha256:"
                                + artifact.digest().hex());
            }
            missing.remove(artifact.digest());
        }
        for (Statement.Subject subject : permit.artifacts()) {
            if (missing.contains(subject.digest())) {
                throw new PermitException(
                        Fault.OTHER_BYTES,
                        "the permit is also for `" + subject.name() + "` with the digest " + subject.text()
                                + ", which was not given");
            }
        }
    }
}
