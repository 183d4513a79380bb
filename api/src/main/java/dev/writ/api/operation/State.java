package dev.writ.api.operation;

/** Where an operation is. */
enum State {
    RUNNING("running"),
    DONE("done"),
    FAILED("failed");

    private final String word;

    State(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    static State of(String word) {
        for (State state : values()) {
            if (state.word.equals(word)) {
                return state;
            }
        }
        throw new IllegalStateException("no state of an operation: `" + word + "`");
    }
}
