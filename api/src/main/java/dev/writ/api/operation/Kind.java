package dev.writ.api.operation;

import java.util.Arrays;
import java.util.Optional;

/** What is being done. */
public enum Kind {
    /** A copy of the database. */
    BACKUP("backup", "backup.take", ""),
    /** An evidence pack. */
    PACK("pack", "pack.make", "evidence.pack.json");

    private final String word;
    private final String action;
    private final String file;

    Kind(String word, String action, String file) {
        this.word = word;
        this.action = action;
        this.file = file;
    }

    /** The name in answers and rows. */
    public String word() {
        return word;
    }

    /** The action of the platform policy that it takes to begin one, and to look at it. */
    public String action() {
        return action;
    }

    /** What the result is called as a file; empty if there is none to be fetched. */
    String file() {
        return file;
    }

    static Kind of(String word) {
        Optional<Kind> found =
                Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
        return found.orElseThrow(() -> new IllegalStateException("no kind of operation: `" + word + "`"));
    }
}
