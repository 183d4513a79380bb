package dev.writ.api.permit;

import dev.writ.api.AheadClock;
import dev.writ.api.Client;
import dev.writ.api.RunningService;
import dev.writ.api.SharedService;
import dev.writ.api.approval.Approvals;
import dev.writ.api.approval.ApprovedRequest;
import dev.writ.api.approval.PermitTerms;
import dev.writ.api.evidence.EvidenceStore;
import dev.writ.api.evidence.Signed;
import dev.writ.api.notification.Notice;
import dev.writ.api.notification.Notices;
import dev.writ.api.platform.ServeOptions;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.context.support.GenericApplicationContext;

/** One service for the tests of permits: approvals are made by hand, and its clock can be moved on. */
final class PermitService implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == House.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.GLOBAL)
                .computeIfAbsent(House.class, _ -> House.open(context), House.class);
    }

    /**
     * The service and who works with it.
     *
     * @param service running
     * @param folder its data
     * @param approvals made by hand
     * @param notices what was handed in
     * @param clock its time
     * @param admin administrator
     * @param auditor reads
     * @param requester asks, named {@code ana}
     * @param other asks for other things
     * @param deployer redeems
     * @param trainer submits evidence
     */
    record House(
            RunningService service,
            Path folder,
            ApprovedByHand approvals,
            List<Notice> notices,
            AheadClock clock,
            Client admin,
            Client auditor,
            Client requester,
            Client other,
            Client deployer,
            Client trainer)
            implements AutoCloseable {
        static House open(ExtensionContext context) {
            try {
                Path folder = Files.createTempDirectory("writ-permits");
                return open(RunningService.options(folder, SharedService.database(context)), folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** A service with these options. */
        static House open(ServeOptions options, Path folder) {
            var evidence = new AtomicReference<GenericApplicationContext>();
            var approvals = new ApprovedByHand(() -> evidence.get().getBean(EvidenceStore.class));
            List<Notice> notices = new CopyOnWriteArrayList<>();
            AheadClock clock = new AheadClock();
            RunningService service = node(options, approvals, notices, clock);
            evidence.set((GenericApplicationContext) service.context());
            Client admin = service.bootstrap();
            return new House(
                    service,
                    folder,
                    approvals,
                    notices,
                    clock,
                    admin,
                    service.principal(admin, "auditor", List.of("auditor"), List.of("read")),
                    service.principal(admin, "ana", List.of("requester"), List.of("evaluate", "read")),
                    service.principal(admin, "eve", List.of("requester"), List.of("evaluate", "read")),
                    service.principal(admin, "deployer", List.of("deployer"), List.of("redeem")),
                    service.principal(admin, "trainer", List.of("producer"), List.of("submit")));
        }

        /** Another node on the same database, which knows the same approvals. */
        RunningService anotherNode(ServeOptions options) {
            return node(options, approvals, notices, clock);
        }

        private static RunningService node(
                ServeOptions options, ApprovedByHand approvals, List<Notice> notices, AheadClock clock) {
            return RunningService.start(options, beans -> {
                beans.registerBean("approvedByHand", Approvals.class, () -> approvals, bean -> bean.setPrimary(true));
                beans.registerBean(
                        "keptNotices",
                        Notices.class,
                        () -> (tenant, notice) -> notices.add(notice),
                        bean -> bean.setPrimary(true));
                beans.registerBean("clockAhead", Clock.class, () -> clock, bean -> bean.setPrimary(true));
            });
        }

        /** Approves a request of {@code ana} for production, after a real decision. */
        ApprovedRequest approve(String artifact, Optional<Instant> latestEnd) {
            return approve(artifact, latestEnd, PermitTerms.standard());
        }

        /** As {@link #approve(String, Optional)}, for a permit with these terms. */
        ApprovedRequest approve(String artifact, Optional<Instant> latestEnd, PermitTerms terms) {
            var decision = requester
                    .post(
                            "/access/v1/evaluation",
                            "{\"subject\":{\"type\":\"user\",\"id\":\"ana\"},\"action\":{\"name\":\"read\"},\"resource\":"
                                    + "{\"type\":\"dataset\",\"id\":\"" + artifact + "\"}}")
                    .expect(200);
            var request = new ApprovedRequest(
                    UUID.randomUUID(),
                    "ana",
                    "p-ana",
                    new Json.Obj(Map.of("action", new Json.Obj(Map.of("name", new Json.Str("promote"))))),
                    TreeHash.sha256(Bytes.utf8("request " + artifact)),
                    Map.of(artifact, hash(artifact)),
                    Optional.of("production"),
                    List.of(new Json.Obj(Map.of("type", new Json.Str("canary")))),
                    UUID.fromString(decision.text("context", "id")),
                    decision.number("context", "ledger", "index"),
                    "main",
                    decision.text("context", "policy", "revision"),
                    clock.instant(),
                    terms,
                    latestEnd);
            approvals.approve(request);
            return request;
        }

        /** The digest that stands for an artifact. */
        static Hash hash(String artifact) {
            return Hash.parseHex(Signed.digest(artifact));
        }

        @Override
        public void close() throws IOException {
            service.close();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
