package dev.writ.cli.ledger;

import dev.writ.cli.Failure;
import dev.writ.cli.http.Answer;
import dev.writ.cli.http.ServiceClient;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.note.NoteException;
import dev.writ.ledger.note.SignedCheckpoint;
import dev.writ.ledger.tile.TileSource;
import java.io.IOException;
import java.util.Optional;

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
        Answer answer = service.get(path(path));
        if (answer.status() == 404) {
            return Optional.empty();
        }
        byte[] bytes = ServiceClient.bytes(answer);
        if (bytes.length > limit) {
            throw new IOException("the file is larger than " + limit + " bytes");
        }
        return Optional.of(Bytes.of(bytes));
    }

    /** A file that must be there. */
    public Bytes fetch(String path) {
        return Bytes.of(ServiceClient.bytes(service.get(path(path))));
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

    private String path(String path) {
        return "/ledger/" + log + "/" + path;
    }
}
