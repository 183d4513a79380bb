package dev.writ.api.approval;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The limits of this room. */
@Configuration(proxyBeanMethods = false)
class ApprovalConfig {
    @Bean
    ApprovalLimits approvalLimits() {
        return ApprovalLimits.standard();
    }
}
