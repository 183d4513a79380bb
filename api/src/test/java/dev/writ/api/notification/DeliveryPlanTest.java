package dev.writ.api.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeliveryPlanTest {
    private final DeliveryPlan plan = DeliveryPlan.standard();

    @Test
    void eachWaitIsLongerAndWithinAFifthOfWhatIsPlanned() {
        var random = new Random(36);
        for (int attempts = 1; attempts <= plan.retries().size(); attempts++) {
            Duration planned = plan.retries().get(attempts - 1);
            for (int i = 0; i < 100; i++) {
                assertThat(plan.waitAfter(attempts, random).orElseThrow())
                        .isBetween(
                                planned.multipliedBy(8).dividedBy(10),
                                planned.multipliedBy(12).dividedBy(10));
            }
        }
    }

    @Test
    void afterTheEighthAttemptThereIsNone() {
        assertThat(plan.retries()).hasSize(7);
        assertThat(plan.waitAfter(8, new Random(0))).isEmpty();
    }

    @Test
    void aLeaseOutlastsEverythingThatAnAttemptMayWaitFor() {
        assertThat(plan.lease()).isGreaterThan(plan.sendTime().multipliedBy(4));
    }
}
