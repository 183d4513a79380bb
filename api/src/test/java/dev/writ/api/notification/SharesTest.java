package dev.writ.api.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.platform.Tenant;
import org.junit.jupiter.api.Test;

/** How places are shared among receivers and tenants. */
class SharesTest {
    private static final Tenant ACME = new Tenant("acme");

    private static Destination to(Tenant tenant, int number) {
        return new Destination(tenant, "hook-" + number);
    }

    @Test
    void everyReceiverHasOnePlaceWhateverOthersTake() {
        var shares = new Shares(4, 6);
        for (int i = 0; i < 100; i++) {
            for (int more = 0; more < 10; more++) {
                shares.take(to(Tenant.MAIN, i));
            }
        }
        assertThat(shares.full()).hasSize(100);
        assertThat(shares.take(to(Tenant.MAIN, 100))).isTrue();
        assertThat(shares.take(to(Tenant.MAIN, 100))).as("its share is used up").isFalse();
        for (int i = 0; i < 4; i++) {
            assertThat(shares.take(to(ACME, 0)))
                    .as("another tenant has a share of its own")
                    .isTrue();
        }
        assertThat(shares.take(to(ACME, 0))).isFalse();
    }

    @Test
    void aPlaceThatIsGivenBackIsTakenByWhoeverComesNext() {
        var shares = new Shares(3, 2);
        assertThat(shares.take(to(ACME, 1))).isTrue();
        assertThat(shares.take(to(ACME, 1))).isTrue();
        assertThat(shares.take(to(ACME, 1))).isTrue();
        assertThat(shares.take(to(ACME, 2))).isTrue();
        assertThat(shares.take(to(ACME, 2))).isFalse();
        assertThat(shares.full()).containsExactlyInAnyOrder(to(ACME, 1), to(ACME, 2));
        shares.give(to(ACME, 1));
        assertThat(shares.take(to(ACME, 2))).isTrue();
        for (int i = 0; i < 2; i++) {
            shares.give(to(ACME, 1));
            shares.give(to(ACME, 2));
        }
        assertThat(shares.full()).isEmpty();
    }
}
