package dev.writ.api.operation;

import dev.writ.api.platform.Tenant;
import java.util.OptionalLong;
import java.util.UUID;

/** An operation that this node is at work on; one thread tells how far it is, others read that. */
final class Running implements Progress {
    private final Tenant tenant;
    private final UUID id;
    private final boolean personal;
    private final long erasures;
    private volatile Step step = new Step(0, OptionalLong.empty());

    private record Step(long done, OptionalLong total) {}

    /**
     * @param personal whether the result may hold values that can be erased
     * @param erasures how many erasures the tenant had seen when it was begun
     */
    Running(Tenant tenant, UUID id, boolean personal, long erasures) {
        this.tenant = tenant;
        this.id = id;
        this.personal = personal;
        this.erasures = erasures;
    }

    @Override
    public void at(long done, long total) {
        step = new Step(done, OptionalLong.of(Math.max(done, total)));
    }

    Tenant tenant() {
        return tenant;
    }

    UUID id() {
        return id;
    }

    boolean personal() {
        return personal;
    }

    long erasures() {
        return erasures;
    }

    long done() {
        return step.done();
    }

    OptionalLong total() {
        return step.total();
    }
}
