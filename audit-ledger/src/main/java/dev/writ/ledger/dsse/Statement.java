package dev.writ.ledger.dsse;

import dev.writ.ledger.entry.Json;
import dev.writ.ledger.merkle.Hash;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * An in-toto Statement, version 1.
 *
 * @param subjects what it is about, by SHA-256; at least one, no digest twice
 * @param predicateType what kind of fact it states
 * @param predicate the fact
 */
public record Statement(List<Subject> subjects, String predicateType, Json.Obj predicate) {
    /** Media type of a statement in an envelope. */
    public static final String MEDIA_TYPE = "application/vnd.in-toto+json";

    /** What {@code _type} says. */
    public static final String TYPE = "https://in-toto.io/Statement/v1";

    /** Most subjects. */
    public static final int MAX_SUBJECTS = 4096;

    private static final int MAX_TYPE = 500;
    private static final int MAX_NAME = 500;

    /** Copies the subjects. */
    public Statement {
        subjects = List.copyOf(subjects);
    }

    /**
     * An artifact.
     *
     * @param name what the one who states calls it; may be empty
     * @param digest SHA-256 of its bytes
     */
    public record Subject(String name, Hash digest) {
        /** {@code sha256:} and 64 hexadecimal digits. */
        public String text() {
            return "sha256:" + digest.hex();
        }
    }

    /**
     * Reads a statement; members that in-toto does not name are ignored, as its specification wants.
     *
     * @param pointer where the payload is, for messages
     * @throws DsseException naming what is malformed
     */
    public static Statement read(Json payload, String pointer) {
        Members members = Members.of(payload, pointer);
        String type = members.text("_type", MAX_TYPE);
        if (!type.equals(TYPE)) {
            throw new DsseException("`" + members.at("_type") + "` is `" + type + "`, not `" + TYPE + "`");
        }
        Json.Obj predicate = members.object("predicate").object();
        return new Statement(subjects(members), members.text("predicateType", MAX_TYPE), predicate);
    }

    private static List<Subject> subjects(Members members) {
        List<Json> items = members.items("subject", MAX_SUBJECTS);
        List<Subject> subjects = IntStream.range(0, items.size())
                .mapToObj(i -> subject(Members.of(items.get(i), members.at("subject/" + i))))
                .toList();
        if (subjects.isEmpty()) {
            throw new DsseException("`" + members.at("subject") + "` names no artifact");
        }
        Set<Hash> seen = new HashSet<>();
        for (int i = 0; i < subjects.size(); i++) {
            if (!seen.add(subjects.get(i).digest())) {
                throw new DsseException("`" + members.at("subject/" + i) + "` names a digest that another subject has");
            }
        }
        return subjects;
    }

    private static Subject subject(Members subject) {
        Hash digest = subject.object("digest").hash("sha256", "");
        return new Subject(subject.has("name") ? subject.text("name", MAX_NAME) : "", digest);
    }

    /** The statement as JSON. */
    public Json.Obj json() {
        return new Json.Obj(Map.of(
                "_type", new Json.Str(TYPE),
                "subject", new Json.Arr(subjects.stream().map(Statement::json).toList()),
                "predicateType", new Json.Str(predicateType),
                "predicate", predicate));
    }

    private static Json json(Subject subject) {
        Map<String, Json> members = new TreeMap<>();
        members.put(
                "digest",
                new Json.Obj(Map.of("sha256", new Json.Str(subject.digest().hex()))));
        if (!subject.name().isEmpty()) {
            members.put("name", new Json.Str(subject.name()));
        }
        return new Json.Obj(members);
    }
}
