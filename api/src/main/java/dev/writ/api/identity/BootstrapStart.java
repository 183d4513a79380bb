package dev.writ.api.identity;

import dev.writ.api.platform.Tenants;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Has the bootstrap tokens written before the service answers its first request. */
@Component
class BootstrapStart implements SmartInitializingSingleton {
    private final Tenants tenants;
    private final Bootstrap bootstrap;

    BootstrapStart(Tenants tenants, Bootstrap bootstrap) {
        this.tenants = tenants;
        this.bootstrap = bootstrap;
    }

    @Override
    public void afterSingletonsInstantiated() {
        tenants.all().forEach(bootstrap::prepare);
    }
}
