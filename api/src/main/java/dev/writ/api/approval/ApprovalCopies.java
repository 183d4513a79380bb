package dev.writ.api.approval;

import dev.writ.api.audit.ErasedCopies;
import dev.writ.api.audit.LogFacts;
import dev.writ.api.audit.SearchIndex;
import dev.writ.api.notification.NoticeCopies;
import dev.writ.api.platform.Tenant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What people ask for and say is kept beside the log only. What else is left of it are the digests of the requests that held it, under
 * their idempotency keys.
 */
@Configuration(proxyBeanMethods = false)
class ApprovalCopies {
    /**
     * Speaks for one type of entry.
     *
     * @param type of the entries
     * @param made finds what an entry tells of by its draft key
     */
    private record Copies(String type, BiFunction<Tenant, String, List<UUID>> made) implements ErasedCopies {
        @Override
        public List<UUID> erase(Tenant tenant, long index, String draftKey, Set<String> fields) {
            return made.apply(tenant, draftKey);
        }
    }

    private static ErasedCopies none(String type) {
        return new Copies(type, (_, _) -> List.of());
    }

    @Bean
    ErasedCopies openedCopies(ChangeRequestRepository rows, SearchIndex search, NoticeCopies notices) {
        return new RequestCopies(Entries.OPENED, rows, search, notices);
    }

    @Bean
    ErasedCopies changedCopies(ChangeRequestRepository rows, SearchIndex search, NoticeCopies notices) {
        return new RequestCopies(Entries.CHANGED, rows, search, notices);
    }

    @Bean
    ErasedCopies delegationCopies(DelegationRepository rows) {
        return new Copies(Entries.DELEGATED, rows::forgetScope);
    }

    @Bean
    ErasedCopies withdrawnCopies() {
        return none(Entries.type(State.WITHDRAWN));
    }

    @Bean
    ErasedCopies voteCopies(VoteRepository rows) {
        return new Copies(Entries.VOTED, rows::ids);
    }

    @Bean
    ErasedCopies commentCopies(CommentRepository rows) {
        return new Copies(Entries.COMMENTED, rows::ids);
    }

    @Bean
    ErasedCopies emergencyCopies(
            EmergencyRepository rows, ChangeRequestRepository requests, LogFacts log, SearchIndex search) {
        return new EmergencyCopies(rows, requests, log, search);
    }

    @Bean
    ErasedCopies reviewCopies() {
        return none(Entries.REVIEWED);
    }
}
