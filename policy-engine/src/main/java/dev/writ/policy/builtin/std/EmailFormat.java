package dev.writ.policy.builtin.std;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import dev.writ.policy.builtin.golang.GoMailAddress;

/** The format {@code email} of JSON Schema as OPA checks it: with any domain, and with a name before the address. */
final class EmailFormat implements Format {

    @Override
    public String getName() {
        return "email";
    }

    @Override
    public boolean matches(ExecutionContext context, String value) {
        return GoMailAddress.isValid(value);
    }
}
