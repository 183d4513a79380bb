package dev.writ.api.identity;

import dev.writ.api.platform.Tenant;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Has the bootstrap token written before the service answers its first request. */
@Component
class BootstrapStart implements SmartInitializingSingleton {
    private final Bootstrap bootstrap;

    BootstrapStart(Bootstrap bootstrap) {
        this.bootstrap = bootstrap;
    }

    @Override
    public void afterSingletonsInstantiated() {
        bootstrap.prepare(Tenant.MAIN);
    }
}
