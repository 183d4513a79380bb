package dev.writ.ledger.permit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.ledger.dsse.Envelope;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.StrictJson;
import dev.writ.ledger.entry.Timestamp;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.TreeHash;
import dev.writ.ledger.note.Algorithm;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.note.SecretKey;
import dev.writ.ledger.note.TestKeys;
import dev.writ.ledger.note.TrustedKeys;
import dev.writ.ledger.permit.PermitRequest.Artifact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every way in which a permit can fail to hold, and the one in which it holds. */
class PermitVerifierTest {
    private static final Timestamp NOON = Timestamp.parse("2026-11-29T12:00:00.000Z");

    private final TestPermits log = new TestPermits();
    private final Permit permit = log.permit();
    private final List<Artifact> artifacts = new ArrayList<>(permit.artifacts().stream()
            .map(subject -> new Artifact(subject.name(), subject.digest()))
            .toList());
    private TrustedKeys keys = TestKeys.trusted();
    private Timestamp at = NOON;
    private String action = "promote";
    private Optional<String> environment = Optional.of("production");
    private Optional<Bytes> revocations = Optional.empty();

    private PermitReport verify(Bytes file) {
        return PermitVerifier.verify(
                file, new PermitRequest(keys, at, action, environment, revocations, () -> artifacts));
    }

    private void refused(Bytes file, Fault fault, String message) {
        PermitReport report = verify(file);
        assertThat(report.good()).isFalse();
        assertThat(report.finding()).hasValueSatisfying(finding -> {
            assertThat(finding.message()).contains(message);
            assertThat(finding.fault()).isEqualTo(fault);
        });
    }

    @Test
    void aPermitHoldsForItsBytesThereAndThen() {
        PermitReport report = verify(log.file().bytes());
        assertThat(report.finding()).isEmpty();
        assertThat(report.good()).isTrue();
        assertThat(report.genuine().orElseThrow().permit()).isEqualTo(permit);
        assertThat(report.genuine().orElseThrow().index()).isEqualTo(3);
        assertThat(report.genuine().orElseThrow().head()).isEqualTo(log.head());
    }

    @Test
    void oneTrustedKeySufficesAndAnyEnvironmentIsGoodWhereNoneIsAskedFor() {
        keys = new TrustedKeys(List.of(TestKeys.key(Algorithm.ED25519, 1).publicKey()));
        environment = Optional.empty();
        assertThat(verify(log.file().bytes()).good()).isTrue();
    }

    @Test
    void everyGivenKeyMustHaveSigned() {
        keys = new TrustedKeys(List.of(
                TestKeys.key(Algorithm.ED25519, 1).publicKey(),
                TestKeys.key(Algorithm.ED25519, 3).publicKey()));
        refused(log.file().bytes(), Fault.NO_PROOF, "the checkpoint is not signed by the key");
    }

    @Test
    void theOrderAndSpacingOfTheFileDoNotMatter() {
        String pretty = log.file().bytes().text().replace("\",\"", "\",\n  \"");
        assertThat(verify(Bytes.utf8(pretty)).good()).isTrue();
    }

    @Test
    void theEdgesOfItsTime() {
        at = TestPermits.ISSUED;
        assertThat(verify(log.file().bytes()).good()).isTrue();
        at = new Timestamp(TestPermits.ISSUED.millis() - 1);
        refused(log.file().bytes(), Fault.NOT_YET_VALID, "valid from 2026-11-29T10:00:00.000Z");
        at = new Timestamp(TestPermits.END.millis() - 1);
        assertThat(verify(log.file().bytes()).good()).isTrue();
        at = TestPermits.END;
        refused(log.file().bytes(), Fault.EXPIRED, "valid until 2026-11-30T10:00:00.000Z");
    }

    @Test
    void anotherEnvironment() {
        action = "publish";
        refused(log.file().bytes(), Fault.OTHER_ACTION, "for the action `promote`, not for `publish`");
        action = "promote";
        environment = Optional.of("staging");
        refused(log.file().bytes(), Fault.OTHER_ENVIRONMENT, "for the environment `production`, not for `staging`");
    }

    @Test
    void otherBytesMissingBytesAndNoBytes() {
        artifacts.add(new Artifact("other.onnx", TreeHash.EMPTY_ROOT));
        refused(log.file().bytes(), Fault.OTHER_BYTES, "`other.onnx` is not an artifact of the permit");
        artifacts.removeLast();
        artifacts.removeLast();
        refused(log.file().bytes(), Fault.OTHER_BYTES, "also for `model.onnx`");
        artifacts.clear();
        refused(log.file().bytes(), Fault.OTHER_BYTES, "which was not given");
    }

    @Test
    void artifactsAreHashedOnlyIfEverythingElseHolds() {
        at = TestPermits.END;
        PermitReport report = PermitVerifier.verify(
                log.file().bytes(), new PermitRequest(keys, at, action, environment, revocations, () -> {
                    throw new AssertionError("hashed in vain");
                }));
        assertThat(report.finding()).isPresent();
    }

    @Test
    void aSignatureByAnotherKey() {
        Envelope foreign = TestPermits.envelope(permit.payload(), TestPermits.key(8, TestKeys.ORIGIN));
        refused(with(foreign), Fault.FORGED, "no signature is by the key `writ.example/ledger/main#permits+");
        String own = new PermitKey(TestPermits.KEY.publicKey()).keyid();
        Envelope claiming = new Envelope(
                foreign.payloadType(),
                foreign.payload(),
                List.of(new Envelope.Signature(
                        own, foreign.signatures().getFirst().sig())));
        refused(with(claiming), Fault.FORGED, "does not fit the payload");
    }

    @Test
    void aPayloadThatTheLogDoesNotKnowEvenIfTheKeySignedIt() {
        Permit longer = new Permit(
                permit.id(),
                permit.changeRequest(),
                permit.requestDigest(),
                permit.artifacts(),
                permit.environment(),
                permit.action(),
                permit.conditions(),
                permit.nonce(),
                permit.notBefore(),
                permit.notAfter(),
                2,
                permit.decision(),
                permit.policy(),
                permit.log());
        refused(
                with(TestPermits.envelope(longer.payload(), TestPermits.KEY)),
                Fault.FORGED,
                "the issue of another permit than this one");
    }

    @Test
    void anEntryThatIsInTheLogAndIsNotThatOfTheIssue() {
        refused(
                new ProvedEnvelope(log.file().envelope(), log.entry(2), log.proof(2)).bytes(),
                Fault.FORGED,
                "it is of type `permit.key`");
    }

    @Test
    void anEntryThatIsNotInTheLog() {
        String changed = log.entry(3).text().replace("\"p1\"", "\"p2\"");
        refused(
                new ProvedEnvelope(log.file().envelope(), Bytes.utf8(changed), log.proof(3)).bytes(),
                Fault.NO_PROOF,
                "leads to the root");
        refused(
                new ProvedEnvelope(log.file().envelope(), log.entry(3), log.proof(2)).bytes(),
                Fault.NO_PROOF,
                "leads to the root");
    }

    @Test
    void theLogOfSomebodyElse() {
        keys = foreign();
        refused(log.file().bytes(), Fault.WRONG_LOG, "of the log `writ.example/ledger/main`");
    }

    private static TrustedKeys foreign() {
        return new TrustedKeys(List.of(new SecretKey(
                        "other.example/ledger/main",
                        Algorithm.ED25519,
                        TestKeys.key(Algorithm.ED25519, 1).seed())
                .publicKey()));
    }

    @Test
    void aFileWithoutProofIsNotBelieved() {
        Map<String, Json> members = new TreeMap<>(log.file().json().members());
        members.remove("writ");
        refused(new Json.Obj(members).canonical(), Fault.NO_PROOF, "`/writ` is missing");
    }

    @Test
    void filesThatAreNoPermits() {
        for (String file : List.of("", "[]", "{}", "nonsense", "{\"payloadType\":\"t\"}")) {
            refused(Bytes.utf8(file), Fault.MALFORMED, "");
        }
        Map<String, Json> members = new TreeMap<>(log.file().json().members());
        members.put("more", new Json.Null());
        refused(new Json.Obj(members).canonical(), Fault.MALFORMED, "`/more` is unknown");
        refused(
                with(TestPermits.envelope(
                        Bytes.utf8(permit.payload().text().replace("\"uses\":1", "\"uses\": 1")), TestPermits.KEY)),
                Fault.MALFORMED,
                "one form");
        refused(
                Bytes.utf8(log.file().bytes().text().replace("vnd.in-toto+json", "json")),
                Fault.MALFORMED,
                "`/payloadType`");
    }

    @Test
    void aRevokedPermitAndAListThatSaysNothingOfIt() {
        revocations = Optional.of(log.revocations(NOON, permit).bytes());
        refused(log.file().bytes(), Fault.REVOKED, "revoked at 2026-11-29T12:00:00.000Z");
        revocations = Optional.of(log.revocations(NOON).bytes());
        assertThat(verify(log.file().bytes()).good()).isTrue();
    }

    @Test
    void aListThatIsTooOldOrNotOfThisLogOrForged() {
        revocations = Optional.of(log.revocations(TestPermits.ISSUED).bytes());
        refused(log.file().bytes(), Fault.REVOCATIONS, "fetch a newer one");
        revocations = Optional.of(log.file().bytes());
        refused(log.file().bytes(), Fault.REVOCATIONS, "cannot be believed");
        revocations = Optional.of(Bytes.utf8("{}"));
        refused(log.file().bytes(), Fault.REVOCATIONS, "cannot be believed");
        revocations = Optional.of(
                log.revocations(new Checkpoint(TestKeys.ORIGIN, 5, log.head().root()), NOON)
                        .bytes());
        refused(log.file().bytes(), Fault.REVOCATIONS, "its head is another");
        ProvedEnvelope good = log.revocations(NOON);
        Envelope foreign = TestPermits.envelope(good.envelope().payload(), TestPermits.key(8, TestKeys.ORIGIN));
        revocations = Optional.of(new ProvedEnvelope(foreign, good.entry(), good.proof()).bytes());
        refused(log.file().bytes(), Fault.REVOCATIONS, "no signature is by the key");
    }

    @Test
    void aKeyThatSignsPermitsIsNamedSo() {
        assertThatThrownBy(
                        () -> new PermitKey(TestKeys.key(Algorithm.ED25519, 1).publicKey()))
                .hasMessageContaining("none that signs permits");
        assertThat(new StrictJson().read(log.entry(2)).canonical().text())
                .contains("\"keyid\":\"writ.example/ledger/main#permits+");
    }

    private Bytes with(Envelope envelope) {
        ProvedEnvelope good = log.file();
        return new ProvedEnvelope(envelope, good.entry(), good.proof()).bytes();
    }
}
