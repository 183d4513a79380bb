package dev.writ.api.audit;

import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Json;
import java.util.Map;
import org.springframework.stereotype.Service;

/** The values that live beside the log. */
@Service
public class Payloads {
    private final PayloadRepository rows;

    Payloads(PayloadRepository rows) {
        this.rows = rows;
    }

    /** The values of an entry that are still there, by field name. */
    public Map<String, Json> read(Tenant tenant, String draftKey) {
        return rows.read(tenant, draftKey);
    }
}
