package dev.writ.api.notification;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When deliveries are tried, and how many at once.
 *
 * @param retries how long to wait after each attempt that failed; after one more attempt the delivery is a dead letter
 * @param lease how long another node leaves alone what this one is sending; longer than anything it may wait for
 * @param poll how often to look for what is due
 * @param perReceiver most deliveries to one receiver at once, so that one which hangs holds up no other
 * @param atOnce most deliveries at once
 * @param sendTime longest attempt
 */
record DeliveryPlan(
        List<Duration> retries, Duration lease, Duration poll, int perReceiver, int atOnce, Duration sendTime) {
    /** By how much a wait is made shorter or longer at random, so that what failed together is not tried again together. */
    private static final double JITTER = 0.2;

    DeliveryPlan {
        retries = List.copyOf(retries);
    }

    /** The plan of a service. */
    static DeliveryPlan standard() {
        return new DeliveryPlan(
                List.of(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(10),
                        Duration.ofHours(1),
                        Duration.ofHours(6),
                        Duration.ofHours(24)),
                Duration.ofMinutes(2),
                Duration.ofMillis(500),
                4,
                64,
                Duration.ofSeconds(15));
    }

    /** How long to wait after that many attempts; empty if there is no further one. */
    Optional<Duration> waitAfter(int attempts, RandomGenerator random) {
        if (attempts > retries.size()) {
            return Optional.empty();
        }
        double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
        return Optional.of(
                Duration.ofMillis(Math.round(retries.get(attempts - 1).toMillis() * factor)));
    }
}
