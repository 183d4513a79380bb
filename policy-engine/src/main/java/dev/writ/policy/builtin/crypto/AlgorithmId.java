package dev.writ.policy.builtin.crypto;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.crypto.Der.Element;
import java.util.List;

/**
 * An algorithm with its parameters (RFC 5280, 4.1.1.2).
 *
 * @param parameters the DER of the parameters, empty where there are none
 */
record AlgorithmId(List<Integer> oid, Bytes parameters) {

    /**
     * Reads what is in an {@code AlgorithmIdentifier}.
     *
     * @throws BuiltinFailure if it is malformed
     */
    static AlgorithmId read(Der content) {
        List<Integer> oid = content.oid();
        if (oid == null) {
            throw BuiltinFailure.error("x509: malformed OID");
        }
        if (content.isEmpty()) {
            return new AlgorithmId(oid, Bytes.EMPTY);
        }
        Element parameters = content.any();
        if (parameters == null) {
            throw BuiltinFailure.error("x509: malformed parameters");
        }
        return new AlgorithmId(oid, parameters.whole());
    }
}
