package dev.writ.api.notification;

import java.util.Optional;

/** How one attempt to send went. What it says of a failure names no address and repeats nothing of an answer. */
sealed interface Attempt {
    /** The word in metrics. */
    String word();

    /**
     * The receiver took it.
     *
     * @param status HTTP status; empty for e-mail
     */
    record Delivered(Optional<Integer> status) implements Attempt {
        @Override
        public String word() {
            return "delivered";
        }
    }

    /** It failed, and may succeed later. */
    record Failed(Optional<Integer> status, String why) implements Attempt {
        @Override
        public String word() {
            return "failed";
        }
    }

    /** It failed for good. */
    record Refused(Optional<Integer> status, String why) implements Attempt {
        @Override
        public String word() {
            return "refused";
        }
    }

    /** The receiver wants to hear of nothing any more. */
    record Gone(int status) implements Attempt {
        @Override
        public String word() {
            return "gone";
        }
    }
}
