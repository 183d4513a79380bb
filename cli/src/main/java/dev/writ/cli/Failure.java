package dev.writ.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/** Ends a command with exit code 1 and one message: lower case, names the thing, says what to do. Never a stack trace. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Failure(String message) {
        super(message, null, false, false);
    }

    /** A failed file operation; {@code doing} completes "cannot …", for instance "read `a.json`". */
    public static Failure io(String doing, IOException e) {
        String reason = switch (e) {
            case NoSuchFileException missing -> "there is no `" + missing.getFile() + "`";
            case AccessDeniedException denied -> "no permission for `" + denied.getFile() + "`";
            case FileAlreadyExistsException there -> "`" + there.getFile() + "` is there already";
            case IOException other ->
                other.getMessage() == null ? other.getClass().getSimpleName() : other.getMessage();
        };
        return new Failure("cannot " + doing + ": " + reason);
    }
}
