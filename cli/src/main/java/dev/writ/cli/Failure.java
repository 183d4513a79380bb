package dev.writ.cli;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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
            case FileSystemException failed -> words(failed.getReason());
            case EOFException end -> "it ends too early";
            case IOException other -> words(other.getMessage());
        };
        return new Failure("cannot " + doing + ": " + reason);
    }

    private static String words(@Nullable String message) {
        return message == null || message.isBlank()
                ? "the reason is not known"
                : message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }
}
