package dev.writ.api.evidence;

import dev.writ.api.platform.Fields;
import dev.writ.api.platform.Problem;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.merkle.Hash;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An in-toto Statement, version 1.
 *
 * @param subjects what it is about, by SHA-256
 * @param predicateType what kind of fact it states
 * @param predicate the fact
 */
record Statement(List<Subject> subjects, String predicateType, Json.Obj predicate) {
    /** Media type of a statement in an envelope. */
    static final String MEDIA_TYPE = "application/vnd.in-toto+json";

    private static final String TYPE = "https://in-toto.io/Statement/v1";
    private static final int MOST_SUBJECTS = 128;

    Statement {
        subjects = List.copyOf(subjects);
    }

    /**
     * An artifact.
     *
     * @param name what the producer calls it
     * @param digest SHA-256 of its bytes
     */
    record Subject(String name, Hash digest) {
        /** {@code sha256:} and 64 hexadecimal digits. */
        String text() {
            return "sha256:" + digest.hex();
        }
    }

    /** Reads a statement; members that in-toto does not name are ignored, as its specification wants. */
    static Statement read(Json payload) {
        Fields fields = Fields.lenient(payload, "/payload");
        String type = fields.text("_type", 200);
        if (!type.equals(TYPE)) {
            throw malformed("`/payload/_type` is `" + type + "`, not `" + TYPE + "`")
                    .raise();
        }
        if (!(fields.value("predicate").orElse(null) instanceof Json.Obj predicate)) {
            throw malformed("`/payload/predicate` is not an object").raise();
        }
        return new Statement(subjects(fields), fields.text("predicateType", 500), predicate);
    }

    private static List<Subject> subjects(Fields fields) {
        Map<Hash, Subject> subjects = new LinkedHashMap<>();
        List<Json> items = new ArrayList<>(fields.items("subject", MOST_SUBJECTS, "subjects"));
        for (int i = 0; i < items.size(); i++) {
            String at = "/payload/subject/" + i;
            Fields subject = Fields.lenient(items.get(i), at);
            Fields digest = Fields.lenient(subject.value("digest").orElse(new Json.Null()), at + "/digest");
            Hash hash = hash(digest.text("sha256", 64), at);
            String name = subject.has("name") ? subject.text("name", 500) : "";
            if (subjects.put(hash, new Subject(name, hash)) != null) {
                throw malformed("`" + at + "` names a digest that another subject has")
                        .raise();
            }
        }
        if (subjects.isEmpty()) {
            throw malformed("`/payload/subject` names no artifact").raise();
        }
        return List.copyOf(subjects.values());
    }

    private static Hash hash(String text, String at) {
        try {
            return Hash.parseHex(text);
        } catch (IllegalArgumentException e) {
            throw malformed("`" + at + "/digest/sha256` is not 64 lower-case hexadecimal digits")
                    .raise();
        }
    }

    private static Problem malformed(String detail) {
        return Problem.unprocessable(
                "statement.malformed", detail, "send an in-toto Statement v1 whose subjects have a `sha256` digest");
    }
}
