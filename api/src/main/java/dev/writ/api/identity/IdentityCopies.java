package dev.writ.api.identity;

import dev.writ.api.audit.ErasedCopies;
import dev.writ.api.audit.SearchIndex;
import dev.writ.api.platform.Tenant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this room keeps of the values of its entries. */
@Configuration(proxyBeanMethods = false)
class IdentityCopies {
    /** Reasons are kept beside the log only. */
    private record Reasons(String type) implements ErasedCopies {
        @Override
        public List<UUID> erase(Tenant tenant, long index, String draftKey, Set<String> fields) {
            return List.of();
        }
    }

    @Bean
    ErasedCopies registeredCopies(PrincipalRepository rows) {
        return new PrincipalCopies(Principals.REGISTERED, rows);
    }

    @Bean
    ErasedCopies changedPrincipalCopies(PrincipalRepository rows) {
        return new PrincipalCopies(Principals.CHANGED, rows);
    }

    @Bean
    ErasedCopies deactivatedCopies() {
        return new Reasons(Principals.DEACTIVATED);
    }

    @Bean
    ErasedCopies activatedCopies() {
        return new Reasons(Principals.ACTIVATED);
    }

    @Bean
    ErasedCopies changedGroupCopies(GroupRepository rows, SearchIndex search) {
        return new GroupCopies(Groups.CHANGED, rows, search);
    }

    @Bean
    ErasedCopies removedGroupCopies(GroupRepository rows, SearchIndex search) {
        return new GroupCopies(Groups.REMOVED, rows, search);
    }
}
