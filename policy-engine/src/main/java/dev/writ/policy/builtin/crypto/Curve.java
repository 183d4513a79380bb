package dev.writ.policy.builtin.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECPoint;
import org.jspecify.annotations.Nullable;

/** The NIST curves (SEC 2, FIPS 186-5). */
public enum Curve {
    P224("P-224", 224, "1.3.132.0.33"),
    P256("P-256", 256, "1.2.840.10045.3.1.7"),
    P384("P-384", 384, "1.3.132.0.34"),
    P521("P-521", 521, "1.3.132.0.35");

    private final String label;
    private final int bits;
    private final String oid;

    Curve(String label, int bits, String oid) {
        this.label = label;
        this.bits = bits;
        this.oid = oid;
    }

    /** The name in JWK. */
    public String label() {
        return label;
    }

    /** How many bytes a coordinate has. */
    public int size() {
        return (bits + 7) / 8;
    }

    /** How many bits a coordinate has. */
    public int bits() {
        return bits;
    }

    ECDomainParameters domain() {
        return Domains.of(this);
    }

    /** Bouncy Castle's curves, made when the first one is needed. */
    private static final class Domains {

        private static final Map<Curve, ECDomainParameters> ALL = all();

        static ECDomainParameters of(Curve curve) {
            return Objects.requireNonNull(ALL.get(curve));
        }

        private static Map<Curve, ECDomainParameters> all() {
            Map<Curve, ECDomainParameters> all = new EnumMap<>(Curve.class);
            for (Curve curve : Curve.values()) {
                all.put(curve, new ECDomainParameters(CustomNamedCurves.getByName(curve.label)));
            }
            return Collections.unmodifiableMap(all);
        }
    }

    static Optional<Curve> byLabel(String label) {
        return Arrays.stream(values())
                .filter(curve -> curve.label.equals(label))
                .findFirst();
    }

    static Optional<Curve> byOid(List<Integer> oid) {
        String text = CertificateText.oid(oid);
        return Arrays.stream(values()).filter(curve -> curve.oid.equals(text)).findFirst();
    }

    /** The public key of a point in SEC 1's uncompressed form, or null if it is not on the curve. */
    PublicKey.@Nullable Ec uncompressed(byte[] point) {
        int size = size();
        if (point.length != 1 + 2 * size || point[0] != 4) {
            return null;
        }
        BigInteger x = new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + size));
        BigInteger y = new BigInteger(1, Arrays.copyOfRange(point, 1 + size, point.length));
        return contains(x, y) ? new PublicKey.Ec(this, x, y) : null;
    }

    boolean contains(BigInteger x, BigInteger y) {
        BigInteger prime = domain().getCurve().getField().getCharacteristic();
        if (x.compareTo(prime) >= 0 || y.compareTo(prime) >= 0) {
            return false;
        }
        return domain().getCurve().createPoint(x, y).isValid();
    }

    /** The public key of a private one that is at least 1 and below the order. */
    PublicKey.Ec publicKey(BigInteger d) {
        ECPoint point = domain().getG().multiply(d).normalize();
        return new PublicKey.Ec(
                this,
                point.getAffineXCoord().toBigInteger(),
                point.getAffineYCoord().toBigInteger());
    }
}
