package dev.writ.api.platform;

import java.util.UUID;

/** Reads ids from paths. */
public final class PathIds {
    private PathIds() {}

    /** A UUID; 404 for anything else, since there is no such thing. */
    public static UUID uuid(String text, String what) {
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equals(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // falls through to the one message for every wrong form
        }
        throw Problem.notFound(
                        what + ".unknown",
                        "there is no " + what + " `" + text + "`",
                        "send an id that this service gave, such as `0199f0c2-7d2e-7a51-9c3e-3b0c6f1d2a44`")
                .raise();
    }
}
