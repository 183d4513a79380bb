package dev.writ.api.policyset;

import dev.writ.api.platform.Limits;
import dev.writ.api.platform.ServeOptions;
import java.time.Clock;
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
        return new PolicySets(main, bundles.shipped("platform"));
    }
}
