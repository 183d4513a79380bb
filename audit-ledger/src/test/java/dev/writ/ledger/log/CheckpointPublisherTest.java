package dev.writ.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.ledger.TestLog;
import dev.writ.ledger.log.AppendResult.Appended;
import dev.writ.ledger.log.AppendResult.Reason;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.CompactRange;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.note.CheckpointSigner;
import dev.writ.ledger.note.SignedNote;
import dev.writ.ledger.note.TestKeys;
import dev.writ.ledger.note.VerifierKey;
import dev.writ.ledger.store.Appends;
import dev.writ.ledger.store.Faults;
import dev.writ.ledger.store.Head;
import dev.writ.ledger.store.MemoryDatabase;
import dev.writ.ledger.store.MemoryStore;
import dev.writ.ledger.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is signed, when, and what is remembered before it leaves. */
class CheckpointPublisherTest {
    @TempDir
    private Path temp = Path.of("");

    private final MemoryDatabase database = new MemoryDatabase();
    private final MemoryStore store = new MemoryStore(TestLog.LOG, database);
    private final List<Checkpoint> signed = new ArrayList<>();
    private Instant now = Instant.ofEpochSecond(1000);

    /** Signs as the real one does and remembers what it signed. */
    private CheckpointSigner recording() {
        CheckpointSigner real = TestKeys.signers().getLast();
        return new CheckpointSigner() {
            @Override
            public VerifierKey key() {
                return real.key();
            }

            @Override
            public Bytes sign(Checkpoint checkpoint, long seconds) {
                signed.add(checkpoint);
                return real.sign(checkpoint, seconds);
            }
        };
    }

    private CheckpointPublisher publisher(CompactRange pinned, Path pin) {
        InstantSource clock = () -> now;
        return new CheckpointPublisher(store, List.of(recording()), 1, new Pin(pin), pinned, clock);
    }

    private static void publish(CheckpointPublisher publisher) throws IOException {
        publisher.publish(publisher.durableHead());
    }

    private long secondsOfNewest() {
        byte[] signature = SignedNote.parse(store.checkpoint().orElseThrow().note())
                .signatures()
                .getFirst()
                .signature()
                .toArray();
        return ByteBuffer.wrap(signature).getLong();
    }

    @Test
    void aHeadIsSignedOncePinnedAndPublished() throws Exception {
        store.create();
        CheckpointPublisher publisher = publisher(CompactRange.EMPTY, temp.resolve("pin"));
        Appends.run(store, Appends.leaves("a", 5000));
        publish(publisher);
        publish(publisher);
        assertThat(signed).extracting(Checkpoint::size).containsExactly(5000L);
        assertThat(new Pin(temp.resolve("pin")).read()).contains(signed.getFirst());
        assertThat(store.checkpoint().orElseThrow().size()).isEqualTo(5000);
    }

    @Test
    void noNoteLeavesWhileThePinCannotBeWritten() throws Exception {
        store.create();
        Path folder = temp.resolve("not-there-yet");
        CheckpointPublisher publisher = publisher(CompactRange.EMPTY, folder.resolve("pin"));
        Appends.run(store, Appends.leaves("a", 3));
        assertThatThrownBy(() -> publish(publisher)).isInstanceOf(IOException.class);
        assertThat(store.checkpoint()).isEmpty();
        Files.createDirectory(folder);
        publish(publisher);
        assertThat(store.checkpoint().orElseThrow().size()).isEqualTo(3);
    }

    @Test
    void aHeadThatDoesNotExtendThePinIsNeverSigned() {
        store.create();
        CompactRange elsewhere =
                Appends.after(Head.EMPTY, Appends.leaves("other", 2)).to().range();
        CheckpointPublisher publisher = publisher(elsewhere, temp.resolve("pin"));
        assertFork(publisher, "has 0 entries");
        Appends.run(store, Appends.leaves("a", 3));
        assertFork(publisher, "does not contain it");
        assertThat(signed).isEmpty();
        assertThat(temp.resolve("pin")).doesNotExist();
    }

    private static void assertFork(CheckpointPublisher publisher, String message) {
        assertThatThrownBy(() -> publish(publisher))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.FATAL))
                .hasMessageContaining(message)
                .hasMessageContaining("nothing was signed");
    }

    @Test
    void aHeadRowThatLiesAboutItsRootIsNeverSigned() {
        store.create();
        Appends.run(store, Appends.leaves("a", 3));
        database.tamper(
                TestLog.LOG,
                tables -> tables.head =
                        Appends.after(Head.EMPTY, Appends.leaves("b", 3)).to());
        assertFork(publisher(CompactRange.EMPTY, temp.resolve("pin")), "does not contain it");
        assertThat(signed).isEmpty();
    }

    @Test
    void theTimeOfASignatureNeverRunsBackwards() throws Exception {
        store.create();
        CheckpointPublisher publisher = publisher(CompactRange.EMPTY, temp.resolve("pin"));
        Appends.run(store, Appends.leaves("a", 1));
        publish(publisher);
        assertThat(secondsOfNewest()).isEqualTo(1000);
        now = Instant.ofEpochSecond(10);
        Appends.run(store, Appends.leaves("b", 1));
        publish(publisher);
        assertThat(secondsOfNewest()).isEqualTo(1000);
        now = Instant.ofEpochSecond(2000);
        Appends.run(store, Appends.leaves("c", 1));
        publish(publisher);
        assertThat(secondsOfNewest()).isEqualTo(2000);
    }

    @Test
    void whilePinsCannotBeWrittenNobodyIsAdmittedAndItComesBackByItself() throws Exception {
        Node node = new Node(database, temp).install();
        Sequencer log = node.start(Faults.NONE);
        Path pin = node.pin().file();
        Files.delete(pin);
        Files.createDirectory(pin);
        Files.createFile(pin.resolve("in-the-way"));
        assertThat(Node.answer(node.append(log, 1)))
                .as("the pin does not vouch for the entry, to which an embedded database may go back")
                .isInstanceOfSatisfying(
                        AppendResult.Unavailable.class,
                        why -> assertThat(why.reason()).isEqualTo(Reason.SIGNING));
        assertThat(log.unavailable().orElseThrow().reason()).isEqualTo(Reason.SIGNING);
        assertThatThrownBy(log::admit).isInstanceOf(LogUnavailableException.class);
        Files.delete(pin.resolve("in-the-way"));
        Files.delete(pin);
        while (log.unavailable().isPresent()) {
            Thread.onSpinWait();
        }
        assertThat(node.published().orElseThrow().size()).isEqualTo(2);
        assertThat(Node.answer(node.append(log, 1)))
                .as("the same key finds the entry")
                .isInstanceOfSatisfying(
                        Appended.class, appended -> assertThat(appended.index()).isEqualTo(1));
        log.close();
    }
}
