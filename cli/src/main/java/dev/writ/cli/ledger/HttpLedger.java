package dev.writ.cli.ledger;

import dev.writ.cli.Failure;
import dev.writ.cli.http.Answer;
import dev.writ.cli.http.ServiceClient;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.note.NoteException;
import dev.writ.ledger.note.SignedCheckpoint;
import dev.writ.ledger.tile.EntryBundle;
import dev.writ.ledger.tile.TileSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * A log that a service serves.
 *
 * @param service where
 * @param log the log's name
 */
public record HttpLedger(ServiceClient service, String log) implements TileSource {
    /** The log of that name; refuses names that cannot be one, since the name becomes part of a path. */
    public HttpLedger {
        if (!log.matches("[a-z0-9][a-z0-9._-]{0,63}")) {
            throw new Failure("`" + log + "` is not the name of a log: lower-case letters, digits and `._-`");
        }
    }

    @Override
    public Optional<Bytes> read(String path, int limit) throws IOException {
        Answer answer = service.getPatiently(path(path));
        return answer.status() == 404 ? Optional.empty() : Optional.of(unpacked(answer, limit));
    }

    /** The body, which may be packed; never more than {@code limit} bytes of it are made. */
    private static Bytes unpacked(Answer answer, int limit) throws IOException {
        byte[] bytes = ServiceClient.bytes(answer);
        try (InputStream in = answer.encoding().isEmpty() || answer.encoding().equals("identity")
                ? new ByteArrayInputStream(bytes)
                : new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return Bytes.read(in, bytes.length, limit);
        }
    }

    /** A file that must be there. */
    public Bytes fetch(String path) {
        try {
            return unpacked(service.getPatiently(path(path)), EntryBundle.MAX_SIZE);
        } catch (IOException e) {
            throw Failure.io("read `" + path + "` of the log", e);
        }
    }

    /** The proof that an entry is in the log (C2SP tlog-proof). */
    public Bytes proof(long index) {
        return fetch("proof/" + index);
    }

    /** How many entries the newest checkpoint covers, by its own word. */
    public long size() {
        return checkpoint().checkpoint().size();
    }

    /** The newest checkpoint; nothing about it is verified. */
    SignedCheckpoint checkpoint() {
        try {
            return SignedCheckpoint.parse(fetch("checkpoint"));
        } catch (NoteException e) {
            throw new Failure("the service's checkpoint is none: " + e.getMessage());
        }
    }

    /** The path of a file, or of anything else, of the log. */
    String path(String path) {
        return "/ledger/" + log + "/" + path;
    }
}
