package dev.writ.policy.builtin.crypto;

import dev.writ.policy.builtin.crypto.Der.Element;
import dev.writ.policy.builtin.golang.GoBytes;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.List;

/** Values of any simple type in requests. */
final class SimpleValues {

    private SimpleValues() {}

    /** A simple value as Go's JSON shows it, null where it knows no type for it. */
    static RegoValue of(Element value) {
        byte[] bytes = value.content().rest();
        Der again = Der.of(value.whole().array());
        return switch (value.tag()) {
            case Der.BOOLEAN -> {
                Boolean truth = again.bool();
                yield truth == null ? RegoNull.NULL : RegoBoolean.of(truth);
            }
            case Der.INTEGER -> {
                Long number = again.smallInteger(Der.INTEGER);
                yield number == null ? RegoNull.NULL : RegoNumber.of(number);
            }
            case Der.OCTET_STRING -> Fields.base64(Bytes.of(bytes));
            case Der.BIT_STRING -> {
                Der.Bits bits = again.bitString();
                yield bits == null
                        ? RegoNull.NULL
                        : new Fields()
                                .put("Bytes", bits.content())
                                .put("BitLength", 8L * bits.content().size() - bits.unused())
                                .build();
            }
            case Der.OID -> {
                List<Integer> oid = Der.oid(bytes);
                yield oid == null ? RegoNull.NULL : Fields.oid(oid);
            }
            case 12, 18, 19, 22 -> RegoString.of(Ascii.shown(GoBytes.decode(bytes)));
            case 20 -> RegoString.of(Ascii.text(bytes));
            default -> RegoNull.NULL;
        };
    }
}
