package dev.writ.api.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SignatureTest {
    /** The example of the Standard Webhooks specification. */
    @Test
    void theExampleOfTheSpecificationComesOut() {
        byte[] secret = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

        assertThat(Signature.of(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, body))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assertThat(Signature.shown(secret)).isEqualTo("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    }

    @Test
    void aSealedSecretOpensForItsOwnerOnly() {
        var random = new SecureRandom();
        var box = new SecretBox(Signature.secret(random), random);
        byte[] secret = Signature.secret(random);
        byte[] sealed = box.seal("main/a", secret);

        assertThat(box.open("main/a", sealed)).hasValue(secret);
        assertThat(box.open("main/b", sealed)).isEmpty();
        assertThat(new SecretBox(Signature.secret(random), random).open("main/a", sealed))
                .isEmpty();
        sealed[20] ^= 1;
        assertThat(box.open("main/a", sealed)).isEmpty();
        assertThat(box.open("main/a", new byte[3])).isEmpty();
        assertThat(box.seal("main/a", secret)).isNotEqualTo(box.seal("main/a", secret));
    }
}
