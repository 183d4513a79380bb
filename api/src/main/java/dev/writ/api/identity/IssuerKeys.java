package dev.writ.api.identity;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of an issuer, read when they are first needed and kept for a while. A token of an unknown key has them read again, since
 * the issuer may have changed its keys. Each read that brings nothing new, or fails, doubles the pause until the next one, from {@link
 * #PAUSE} to {@link #LONGEST_PAUSE}, so that nobody can have the issuer flooded, by whatever tokens. While
 * the issuer does not answer, keys that were read before stay good for {@link #OUTAGE}.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {
    /** After this, keys are read again, so that one that the issuer took back is forgotten. */
    static final Duration FRESH = Duration.ofMinutes(10);

    /** Shortest time between two reads. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    /** Longest time after which an unknown key has them read again. */
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(32);

    /** How long keys are trusted that cannot be read again. */
    static final Duration OUTAGE = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);
    private static final long LONGEST_WAIT_SECONDS = 10;

    private final IssuerDocuments documents;
    private final String issuer;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Known known = new Known(new JWKSet(), Instant.EPOCH, Instant.EPOCH, PAUSE, "");

    /**
     * What was read.
     *
     * @param keys the newest keys
     * @param read when they were read
     * @param tried when they were last asked for
     * @param pause how long they are not asked for again
     * @param failure why that failed; empty if it did not
     */
    private record Known(JWKSet keys, Instant read, Instant tried, Duration pause, String failure) {
        boolean within(Duration age, Instant now) {
            return now.isBefore(read.plus(age));
        }

        boolean paused(Instant now) {
            return now.isBefore(tried.plus(pause));
        }
    }

    IssuerKeys(IssuerDocuments documents, String issuer, Clock clock) {
        this.documents = documents;
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * The keys that fit; empty if the issuer has none.
     *
     * @throws KeySourceException if it cannot be asked, and the keys of before are too old
     */
    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        Instant now = clock.instant();
        Known before = known;
        List<JWK> found = selector.select(before.keys());
        if (before.within(FRESH, now) && !found.isEmpty()) {
            return found;
        }
        boolean enough = before.within(OUTAGE, now) && !found.isEmpty();
        Known after = before.paused(now) ? before : read(before, now, enough);
        if (!after.within(OUTAGE, now)) {
            throw new RemoteKeySourceException(after.failure(), null);
        }
        return selector.select(after.keys());
    }

    /** Reads the keys, or waits for the one who does; does not wait where what is known is enough. */
    private Known read(Known before, Instant now, boolean enough) throws KeySourceException {
        if (!locked(enough)) {
            return before;
        }
        try {
            if (known.tried().equals(before.tried())) {
                known = readNow(before, now);
            }
            return known;
        } finally {
            reading.unlock();
        }
    }

    private boolean locked(boolean enough) throws KeySourceException {
        try {
            if (enough ? reading.tryLock() : reading.tryLock(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (enough) {
            return false;
        }
        throw new RemoteKeySourceException("its keys were not read in time", null);
    }

    private Known readNow(Known before, Instant now) {
        try {
            JWKSet keys = documents.keys();
            boolean fresh = !keys.toPublicJWKSet().equals(before.keys().toPublicJWKSet());
            return new Known(keys, now, now, fresh || !before.within(FRESH, now) ? PAUSE : longer(before), "");
        } catch (IOException e) {
            LOG.warn("the keys of the issuer `{}` cannot be read: {}", issuer, e.getMessage());
            return new Known(before.keys(), before.read(), now, longer(before), String.valueOf(e.getMessage()));
        }
    }

    private static Duration longer(Known before) {
        Duration twice = before.pause().multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }
}
