package dev.writ.policy.fuzz;

/** What the generator knows of a value: enough to write programs that mostly pass the type checker. */
enum Kind {
    NUMBER,
    TEXT,
    TRUTH,
    NUMBERS,
    TEXTS,
    NUMBER_SET,
    TEXT_SET,
    /** An object from strings to numbers. */
    NUMBER_OBJECT,
    ANY;

    /** The kind of the values that iterating this kind gives. */
    Kind element() {
        return switch (this) {
            case NUMBERS, NUMBER_SET, NUMBER_OBJECT -> NUMBER;
            case TEXTS, TEXT_SET -> TEXT;
            case NUMBER, TEXT, TRUTH, ANY -> ANY;
        };
    }

    /** The kind of the keys that iterating this kind gives. */
    Kind key() {
        return switch (this) {
            case NUMBERS, TEXTS, NUMBER_SET -> NUMBER;
            case TEXT_SET, NUMBER_OBJECT -> TEXT;
            case NUMBER, TEXT, TRUTH, ANY -> ANY;
        };
    }
}
