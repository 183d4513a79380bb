package dev.writ.api.approval;

import dev.writ.api.AheadClock;
import dev.writ.api.Client;
import dev.writ.api.Client.Answer;
import dev.writ.api.Issuer;
import dev.writ.api.RunningService;
import dev.writ.api.SharedService;
import dev.writ.api.evidence.Signed;
import dev.writ.api.notification.Notice;
import dev.writ.api.notification.Notices;
import dev.writ.api.platform.ServeOptions;
import dev.writ.ledger.entry.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One service for the tests of approvals, with people who are signed in, and a clock that can be moved on. */
final class Organisation implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == House.class || type == Later.class || type == Changing.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var store = context.getRoot().getStore(Namespace.GLOBAL);
        Class<?> type = parameter.getParameter().getType();
        if (type == House.class) {
            return store.computeIfAbsent(House.class, _ -> House.open(context), House.class);
        }
        return type == Later.class
                ? store.computeIfAbsent(Later.class, _ -> new Later(House.open(context)), Later.class)
                : store.computeIfAbsent(Changing.class, _ -> Changing.open(context), Changing.class);
    }

    /** A service for tests that move its clock on, which would be in the way of others. */
    record Later(House house) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            house.close();
        }
    }

    /**
     * A service whose rules ask a further group once the requester's attribute {@code tier} is {@code high}, and come to no decision once
     * it is {@code slow}: what they say changes, though nothing does that votes are given for.
     */
    record Changing(House house) implements AutoCloseable {
        private static final Path RULES = Path.of("..", "policies", "src", "main", "rego", "main");
        private static final String REQUIRE = "require := profile.require if allow";

        static Changing open(ExtensionContext context) {
            try {
                Path bundle = Files.createTempDirectory("writ-rules");
                try (Stream<Path> files = Files.walk(RULES)) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        Path copy = bundle.resolve(RULES.relativize(file).toString());
                        Files.createDirectories(Objects.requireNonNull(copy.getParent()));
                        Files.writeString(copy, changed(Files.readString(file)));
                    }
                }
                return new Changing(House.open(context, Optional.of(bundle)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String changed(String rules) {
            return rules.replace(
                    REQUIRE,
                    "tier := object.get(object.get(input.facts.principal, \"attributes\", {}), \"tier\", \"\")\n\n"
                            + "further := [{\"group\": \"security\", \"count\": 1, \"distinct_from\": []}] if tier == \"high\""
                            + " else := []\n\n"
                            + "require := array.concat(profile.require, further) if { allow; tier != \"slow\" }\n\n"
                            + "require := [] if { tier == \"slow\"; count(numbers.range(1, 1000000000)) == 0 }");
        }

        @Override
        public void close() throws IOException {
            house.close();
        }
    }

    /**
     * The service and who works with it.
     *
     * @param service running
     * @param folder its data
     * @param issuer at which people sign in
     * @param members of each group
     * @param notices what was handed in
     * @param clock its time
     * @param admin administrator
     * @param auditor reads
     * @param requester asks, named {@code ana}
     * @param trainer submits evidence
     * @param deployer redeems permits
     * @param eraser erases values
     */
    record House(
            RunningService service,
            Path folder,
            Issuer issuer,
            Map<String, Set<String>> members,
            List<Notice> notices,
            AheadClock clock,
            Client admin,
            Client auditor,
            Client requester,
            Client trainer,
            Client deployer,
            Client eraser)
            implements AutoCloseable {
        /** What production asks for about a model: predicates by type. */
        static final Map<String, String> EVIDENCE = Map.of(
                "evaluation",
                "{\"metrics\":{\"accuracy\":0.93,\"fairness_gap\":0.01,\"latency_p95_ms\":5,\"memory_mb\":90}}",
                "reproducibility",
                "{\"seed\":42,\"code_version\":\"sha256:" + Signed.digest("code") + "\",\"data_digest\":\"sha256:"
                        + Signed.digest("data") + "\",\"lock_file_digest\":\"sha256:" + Signed.digest("lock") + "\"}",
                "training",
                "{\"trainer\":\"example-trainer\",\"author\":\"example-author\"}");

        private static final Signed PRODUCER = new Signed("approvals-producer");

        static House open(ExtensionContext context) {
            return open(context, Optional.empty());
        }

        /** A service with rules of its own. */
        static House open(ExtensionContext context, Optional<Path> bundle) {
            try {
                Path folder = Files.createTempDirectory("writ-approvals");
                List<Notice> notices = new CopyOnWriteArrayList<>();
                AheadClock clock = new AheadClock();
                Issuer issuer = Issuer.start();
                RunningService service = RunningService.start(
                        options(
                                RunningService.options(
                                        folder, SharedService.database(context), Optional.of(issuer.oidc())),
                                bundle),
                        beans -> {
                            beans.registerBean(
                                    "keptNotices",
                                    Notices.class,
                                    () -> (tenant, notice) -> notices.add(notice),
                                    bean -> bean.setPrimary(true));
                            beans.registerBean("clockAhead", Clock.class, () -> clock, bean -> bean.setPrimary(true));
                        });
                Client admin = service.bootstrap();
                House house = new House(
                        service,
                        folder,
                        issuer,
                        new ConcurrentHashMap<>(),
                        notices,
                        clock,
                        admin,
                        service.principal(admin, "auditor", List.of("auditor"), List.of("read", "approve")),
                        service.token(
                                admin,
                                registered(service, admin, issuer, "ana", List.of("requester", "release-manager")),
                                List.of("evaluate", "read", "request", "approve")),
                        service.principal(admin, "example-trainer", List.of("producer"), List.of("submit")),
                        service.principal(admin, "deployer", List.of("deployer"), List.of("redeem")),
                        service.principal(admin, "eraser", List.of("privacy-officer"), List.of("erase")));
                admin.post("/api/v1/producers", PRODUCER.registration("example-trainer"))
                        .expect(201);
                for (String name : List.of("bob", "cleo", "dora", "finn")) {
                    house.person(name, List.of());
                    house.join("model-risk", name);
                }
                house.person("example-author", List.of());
                house.person("olga", List.of("on-call"));
                house.person("rita", List.of("auditor"));
                house.person("eve", List.of());
                return house;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static ServeOptions options(ServeOptions standard, Optional<Path> bundle) {
            return new ServeOptions(
                    standard.host(),
                    standard.port(),
                    standard.dataDir(),
                    standard.postgres(),
                    bundle,
                    standard.origin(),
                    standard.checkpoint(),
                    standard.dev(),
                    standard.publicLedger(),
                    standard.publicUrl(),
                    standard.outbound(),
                    standard.tls(),
                    standard.tenants(),
                    standard.oidc(),
                    standard.rateLimit());
        }

        private static String registered(
                RunningService service, Client admin, Issuer issuer, String id, List<String> roles) {
            service.person(admin, issuer, id, roles);
            return id;
        }

        /** Registers a person, who is then signed in. */
        Client person(String id, List<String> roles) {
            return signedIn(registered(service, admin, issuer, id, roles));
        }

        /** Registers a requester of a team, once. */
        Client requester(String id, String team) {
            var answer = admin.post(
                    "/api/v1/principals",
                    Client.json(Map.of(
                            "id", new Json.Str(id),
                            "kind", new Json.Str("human"),
                            "roles", Client.texts(List.of("requester")),
                            "identity",
                                    new Json.Obj(
                                            Map.of("issuer", new Json.Str(issuer.url()), "subject", new Json.Str(id))),
                            "attributes", new Json.Obj(Map.of("team", new Json.Str(team))))));
            if (answer.status() != 409) {
                answer.expect(201);
            }
            return signedIn(id);
        }

        /** Puts a person into a group. */
        void join(String group, String person) {
            members.compute(group, (_, before) -> {
                Set<String> all = new TreeSet<>(before == null ? Set.of() : before);
                all.add(person);
                admin.put("/api/v1/groups/" + group, Client.json(Map.of("members", Client.texts(List.copyOf(all)))))
                        .expect(200);
                return all;
            });
        }

        /** A person who is signed in, for as long as the clock may be moved on. */
        Client signedIn(String id) {
            return service.client()
                    .withToken(issuer.sign(issuer.claims(id)
                            .expirationTime(Date.from(Instant.now().plus(Duration.ofDays(60))))
                            .build()));
        }

        /** Submits what production asks for about a model. */
        void evidence(String model) {
            evidence(model, "example-trainer", "example-author");
        }

        /** As {@link #evidence(String)}, of a model by these people. */
        void evidence(String model, String trainer, String author) {
            submit(model, "evaluation", Objects.requireNonNull(EVIDENCE.get("evaluation")));
            submit(model, "reproducibility", Objects.requireNonNull(EVIDENCE.get("reproducibility")));
            submit(model, "training", "{\"trainer\":\"" + trainer + "\",\"author\":\"" + author + "\"}");
        }

        /** Submits a statement about a model. */
        void submit(String model, String type, String predicate) {
            String statement = Signed.statement(model, "https://writ.dev/evidence/" + type + "/v1", predicate);
            trainer.post("/api/v1/evidence", PRODUCER.envelope(statement)).expect(201);
        }

        /** The body that asks for a promotion. */
        static String promotion(String model, String environment, String... more) {
            return "{\"action\":{\"name\":\"promote\",\"properties\":{\"environment\":\"" + environment
                    + "\"}},\"resource\":{\"type\":\"model\",\"id\":\"" + model
                    + "\",\"properties\":{\"digest\":\"sha256:" + Signed.digest(model) + "\"}}"
                    + String.join("", more) + "}";
        }

        /** Asks for the promotion of a fresh model to production, for which evidence is there. */
        Answer open(String model) {
            evidence(model);
            return requester
                    .post("/api/v1/change-requests", promotion(model, "production"))
                    .expect(201);
        }

        /** Votes on what a change request is now. */
        Answer vote(String person, Answer request, String verdict, String... more) {
            return signedIn(person)
                    .post(
                            "/api/v1/change-requests/" + request.text("id") + "/votes",
                            "{\"verdict\":\"" + verdict + "\",\"digest\":\"" + request.text("digest") + "\""
                                    + String.join("", more) + "}");
        }

        /** The request as it is now. */
        Answer read(Answer request) {
            return requester
                    .get("/api/v1/change-requests/" + request.text("id"))
                    .expect(200);
        }

        /** As {@link #read}, by somebody who sees all of them. */
        Answer auditorRead(Answer request) {
            return auditor.get("/api/v1/change-requests/" + request.text("id")).expect(200);
        }

        /** Types of the entries about a change request, oldest first. */
        List<String> entries(Answer request) {
            return auditor
                    .get("/api/v1/ledger/entries?order=oldest&limit=200&resource=" + request.text("id"))
                    .expect(200)
                    .items("items")
                    .stream()
                    .map(Json.Obj.class::cast)
                    .map(found -> member((Json.Obj) member(found, "entry"), "type"))
                    .map(type -> ((Json.Str) type).text())
                    .toList();
        }

        private static Json member(Json.Obj object, String name) {
            return Objects.requireNonNull(object.members().get(name));
        }

        @Override
        public void close() throws IOException {
            service.close();
            issuer.close();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
