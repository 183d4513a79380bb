package dev.writ.policy.bundle;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why files cannot be read, in words for people: what, where, and never the name of a class. */
final class FileFailure {

    private FileFailure() {}

    /**
     * The error of a file or directory.
     *
     * @param path what was to be read; the failure may be about something below it
     */
    static BundleException unreadable(Path path, IOException e) {
        String file = e instanceof FileSystemException failed && failed.getFile() != null ? failed.getFile() : "";
        String place = file.isEmpty() ? path.toString() : file;
        return switch (e) {
            case NoSuchFileException missing ->
                BundleException.of("`" + place + "` does not exist", "give the path of a file or directory");
            case AccessDeniedException denied ->
                BundleException.of("`" + place + "` cannot be read: no permission", "check its permissions");
            default ->
                BundleException.of(
                        "`" + place + "` cannot be read: " + reason(e), "check what it is, and its permissions");
        };
    }

    /** The same for a failure that a stream met. */
    static BundleException unreadable(Path path, UncheckedIOException e) {
        IOException cause = e.getCause();
        return unreadable(path, cause == null ? new IOException(e.getMessage()) : cause);
    }

    /** What completes "cannot be read: ". */
    static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "it does not exist";
            case AccessDeniedException denied -> "no permission";
            case FileSystemLoopException loop -> "a symbolic link leads back";
            case NotDirectoryException file -> "it is no directory";
            case FileSystemException failed -> words(failed.getReason(), "the file system gives no reason");
            case EOFException end -> "it ends too early";
            default -> words(e.getMessage(), "the reason is not known");
        };
    }

    private static String words(@Nullable String message, String otherwise) {
        return message == null || message.isBlank()
                ? otherwise
                : message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }
}
