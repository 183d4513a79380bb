package dev.writ.api.audit;

import dev.writ.api.platform.Fields;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Reason;
import dev.writ.ledger.entry.Erasure;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Limits;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is to be erased.
 *
 * @param entry index of the entry that the values belong to
 * @param fields names of the payload fields; {@link #ALL} stands for every one that is still there
 * @param basis the legal basis, in clear
 * @param reason why, in words that are kept beside the log and may be erased themselves
 * @param fingerprint digest of what the request says
 */
record ErasureRequest(long entry, SortedSet<String> fields, String basis, Optional<String> reason, Hash fingerprint) {
    /** Every field. */
    static final String ALL = "all";

    private static final List<String> MEMBERS = List.of("entry", "fields", "basis", "reason");

    /**
     * Reads a body.
     *
     * @throws dev.writ.api.platform.ProblemException 422 for one that does not say what is to be erased, or on which basis
     */
    static ErasureRequest read(Json.Obj body) {
        Fields members = Fields.of(body, "", MEMBERS);
        SortedSet<String> fields = new TreeSet<>(members.texts("fields", Limits.MAX_FIELDS));
        if (fields.isEmpty()) {
            throw Problem.unprocessable(
                            "field.missing",
                            "`/fields` names no field",
                            "name the payload fields to erase, or `" + ALL + "` for every one that is still there")
                    .raise();
        }
        String basis = members.text("basis", Erasure.MAX_BASIS);
        if (!Erasure.isBasis(basis)) {
            throw Problem.unprocessable(
                            "erasure.basis",
                            "`/basis` cannot stand in the log, where everybody may read it for ever",
                            "name the legal basis in ASCII letters, digits, spaces and `.,:;()/§-`, such as"
                                    + " `GDPR Art. 17(1)(b)`, and put anything personal into `/reason`")
                    .raise();
        }
        return new ErasureRequest(
                members.number("entry", 0, (1L << 53) - 1),
                fields,
                basis,
                members.has("reason") ? Optional.of(members.text("reason", Reason.LONGEST)) : Optional.empty(),
                TreeHash.sha256(body.canonical()));
    }
}
