package dev.writ.api.policyset;

import dev.writ.api.platform.Limits;
import dev.writ.api.platform.ServeOptions;
import dev.writ.api.platform.Tenant;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Loads the policy sets; the platform's is always the shipped one. */
@Configuration(proxyBeanMethods = false)
class PolicySetConfig {
    @Bean
    PolicySets policySets(ServeOptions options, Limits limits, Clock clock) {
        var bundles = new Bundles(limits, clock);
        PolicySet main =
                options.bundle().map(path -> bundles.at("main", path)).orElseGet(() -> bundles.shipped("main"));
        Map<Tenant, PolicySet> mains = new HashMap<>();
        for (Tenant tenant : options.tenants().all()) {
            String own = options.tenants().bundles().get(tenant.name());
            mains.put(tenant, own == null ? main : bundles.at("main", Path.of(own)));
        }
        return new PolicySets(mains, bundles.shipped("platform"));
    }
}
