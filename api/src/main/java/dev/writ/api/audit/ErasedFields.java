package dev.writ.api.audit;

import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Erasure;
import dev.writ.ledger.merkle.Bytes;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Which values of an entry were lawfully erased: a row that says so counts only with an entry of the log that says so too. */
@Component
class ErasedFields {
    private static final Logger LOG = LoggerFactory.getLogger(ErasedFields.class);

    private final ErasureRepository rows;

    ErasedFields(ErasureRepository rows) {
        this.rows = rows;
    }

    /** The erased fields of an entry, each with the index of the entry that tells of it; without one while that is being appended. */
    Map<String, OptionalLong> of(Tenant tenant, long entry) {
        Map<String, OptionalLong> erased = new TreeMap<>();
        for (ErasureRepository.Claim claim : rows.claims(tenant, entry)) {
            if (proves(claim, entry)) {
                erased.put(
                        claim.field(), claim.index() == null ? OptionalLong.empty() : OptionalLong.of(claim.index()));
            } else {
                LOG.error(
                        "log `{}`: nothing in the log tells of the erasure of `{}` of entry {}",
                        tenant.name(),
                        claim.field(),
                        entry);
            }
        }
        return erased;
    }

    private static boolean proves(ErasureRepository.Claim claim, long entry) {
        Bytes logged = claim.entry();
        Bytes draft = claim.draft();
        try {
            Erasure erasure;
            if (logged != null) {
                Entry found = Entry.parse(logged);
                erasure = Erasure.of(found);
                if (!Long.valueOf(found.seq()).equals(claim.index())) {
                    return false;
                }
            } else if (draft != null) {
                erasure = Erasure.of(EntryDraft.parse(draft));
            } else {
                return false;
            }
            return erasure.entry() == entry && erasure.fields().contains(claim.field());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
