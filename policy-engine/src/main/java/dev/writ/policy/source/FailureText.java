package dev.writ.policy.source;

import java.util.regex.Pattern;

/** Failures of the Java platform in words that an author of policies can read. */
public final class FailureText {

    private static final Pattern CLASS_NAME = Pattern.compile("(?:[a-z]\\w*\\.)+[A-Z]\\w*(?:: )?");

    private FailureText() {}

    /** The message of a failure of a connection, without the names of classes. */
    public static String plain(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? "the connection failed"
                : CLASS_NAME.matcher(message).replaceAll("");
    }
}
