package dev.writ.api.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.writ.api.Issuer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When an issuer is asked for its keys, and what is done when it does not answer, or with nonsense. */
class IssuerKeysTest {
    private final Hands clock = new Hands();
    private final Documents documents = new Documents();
    private final IssuerKeys keys = new IssuerKeys(documents, "https://login.example", clock);

    /** A clock that is moved by hand. */
    private static final class Hands extends Clock {
        private Instant now = Instant.parse("2026-11-29T10:00:00Z");

        void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** An issuer that answers as it is told. */
    private static final class Documents extends IssuerDocuments {
        private List<JWK> published = List.of(key("a"));
        private boolean down;
        private int reads;

        Documents() {
            super("https://login.example");
        }

        @Override
        JWKSet keys() throws IOException {
            reads++;
            if (down) {
                throw new IOException("it is down");
            }
            return new JWKSet(published);
        }
    }

    private static JWK key(String kid) {
        return key(kid, 2048);
    }

    private static RSAKey key(String kid, int bits) {
        try {
            return new RSAKeyGenerator(bits, true).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> find(String kid) throws KeySourceException {
        var selector = new JWKSelector(new JWKMatcher.Builder().keyID(kid).build());
        return keys.get(selector, null).stream().map(JWK::getKeyID).toList();
    }

    @Test
    void keysAreReadWhenTheyAreNeededAndThenKept() throws KeySourceException {
        assertThat(documents.reads).isZero();
        for (int i = 0; i < 10; i++) {
            assertThat(find("a")).containsExactly("a");
        }
        assertThat(documents.reads).isEqualTo(1);
        clock.move(IssuerKeys.FRESH);
        assertThat(find("a")).containsExactly("a");
        assertThat(documents.reads).isEqualTo(2);
    }

    @Test
    void unknownKeysHaveTheIssuerAskedOnceInAWhile() throws KeySourceException {
        find("a");
        clock.move(IssuerKeys.PAUSE);
        for (int i = 0; i < 10; i++) {
            assertThat(find("x")).isEmpty();
        }
        assertThat(documents.reads).isEqualTo(2);
        documents.published = List.of(key("b"));
        assertThat(find("b")).isEmpty();
        clock.move(IssuerKeys.PAUSE);
        assertThat(find("b"))
                .as("after a read in vain the pause is twice as long")
                .isEmpty();
        clock.move(IssuerKeys.PAUSE);
        assertThat(find("b")).containsExactly("b");
        assertThat(find("a")).as("what the issuer took back").isEmpty();
    }

    @Test
    void whoKeepsAskingForUnknownKeysHasTheIssuerAskedEverMoreSeldom() throws KeySourceException {
        find("a");
        int seconds = 10 * 60;
        for (int i = 0; i < 2 * seconds; i++) {
            clock.move(Duration.ofMillis(500));
            find("x" + i);
        }
        // One at first, five while the pause grows to 32 s, then one in 32 s, and those of every ten minutes.
        assertThat(documents.reads).isBetween(20, 27);
        documents.published = List.of(key("a"), key("b"));
        clock.move(IssuerKeys.LONGEST_PAUSE);
        assertThat(find("b")).containsExactly("b");
        clock.move(IssuerKeys.PAUSE);
        documents.published = List.of(key("c"));
        assertThat(find("c")).as("new keys shorten the pause again").containsExactly("c");
    }

    @Test
    void whatWasReadBeforeIsGoodForAWhileWithoutTheIssuer() throws KeySourceException {
        find("a");
        documents.down = true;
        clock.move(IssuerKeys.OUTAGE.minusSeconds(1));
        assertThat(find("a")).containsExactly("a");
        clock.move(IssuerKeys.PAUSE);
        assertThatThrownBy(() -> find("a"))
                .isInstanceOf(KeySourceException.class)
                .hasMessage("it is down");
        documents.down = false;
        clock.move(IssuerKeys.PAUSE);
        assertThat(find("a")).containsExactly("a");
    }

    @Test
    void anIssuerThatDoesNotAnswerIsNotAskedByEverybody() {
        documents.down = true;
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> find("a")).hasMessage("it is down");
        }
        assertThat(documents.reads).isEqualTo(1);
    }

    @Test
    void nonsenseIsToldAsWhatItIs() throws IOException {
        try (Issuer issuer = Issuer.start()) {
            var real = new IssuerDocuments(issuer.url());
            assertThat(real.keys().getKeys()).hasSize(2);
            issuer.publish(new JWKSet(List.of(key("short", 1024), key("long")))
                    .toPublicJWKSet()
                    .toString());
            assertThat(real.keys().getKeys()).extracting(JWK::getKeyID).containsExactly("long");
            issuer.publish("{}");
            assertThatThrownBy(real::keys).hasMessageContaining("/keys` is no set of keys");
            issuer.publish("[" + " ".repeat(1 << 20) + "]");
            assertThatThrownBy(real::keys).hasMessageContaining("could not be read");
            issuer.discovery("no JSON");
            assertThatThrownBy(real::keys).hasMessageContaining("is no JSON object");
            issuer.discovery("{\"issuer\":\"https://other.example\",\"jwks_uri\":\"https://other.example/keys\"}");
            assertThatThrownBy(real::keys).hasMessageContaining("is of the issuer `https://other.example`");
            issuer.discovery("{\"issuer\":\"" + issuer.url() + "\",\"jwks_uri\":\"file:///etc/passwd\"}");
            assertThatThrownBy(real::keys).hasMessageContaining("is no URL of keys: `file:///etc/passwd`");
            var elsewhere = new IssuerDocuments(issuer.url() + "/realms/none");
            assertThatThrownBy(elsewhere::keys).hasMessageContaining("answered with status 404");
        }
    }
}
