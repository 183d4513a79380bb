package dev.writ.policy.bench;

import dev.writ.policy.bundle.BundleLimits;
import dev.writ.policy.bundle.PolicyFiles;
import dev.writ.policy.parse.ParseOptions;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoObject;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

/** Writes what both sides run into one directory a case. The same bytes each time: the seed is fixed. */
final class Workloads {

    static final List<String> NAMES = List.of("rbac", "promotion", "rules", "load");
    static final int MODULES = 5_000;
    private static final int USERS = 1_000;
    private static final int ROLES = 200;
    private static final int RULES = 2_000;
    private static final long DATA_BYTES = 100_000_000;

    private Workloads() {}

    static void write(Path work, Path policies, List<String> names) throws IOException {
        for (String name : names) {
            Path dir = Files.createDirectories(work.resolve(name));
            switch (name) {
                case "rbac" -> rbac(dir);
                case "promotion" -> promotion(dir, policies);
                case "rules" -> rules(dir);
                case "load" -> load(dir);
                default -> throw new IllegalArgumentException("no case `" + name + "`; there are " + NAMES);
            }
        }
    }

    private static void write(Path dir, String query, String module, String data, List<String> inputs)
            throws IOException {
        Files.writeString(dir.resolve("query.txt"), query);
        Files.writeString(dir.resolve("policy.rego"), module);
        Files.writeString(dir.resolve("data.json"), data);
        Files.writeString(dir.resolve("inputs.json"), "[" + String.join(",\n", inputs) + "]");
    }

    /** The textbook's role-based access: users have some of the roles, a role grants some actions on kinds of things. */
    private static void rbac(Path dir) throws IOException {
        Random random = new Random(1);
        List<String> users = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            List<String> roles = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                roles.add("\"role" + random.nextInt(ROLES) + "\"");
            }
            users.add("\"user" + user + "\": [" + String.join(", ", roles) + "]");
        }
        List<String> grants = new ArrayList<>();
        for (int role = 0; role < ROLES; role++) {
            List<String> granted = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                granted.add("{\"action\": \"action%d\", \"type\": \"type%d\"}"
                        .formatted(random.nextInt(20), random.nextInt(50)));
            }
            grants.add("\"role" + role + "\": [" + String.join(", ", granted) + "]");
        }
        List<String> inputs = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            inputs.add("{\"user\": \"user%d\", \"action\": \"action%d\", \"type\": \"type%d\"}"
                    .formatted(random.nextInt(USERS), random.nextInt(20), random.nextInt(50)));
        }
        write(
                dir,
                "data.app.rbac.allow",
                """
                package app.rbac

                default allow := false

                allow if {
                	some role in data.user_roles[input.user]
                	some grant in data.role_grants[role]
                	input.action == grant.action
                	input.type == grant.type
                }
                """,
                "{\"user_roles\": {%s}, \"role_grants\": {%s}}"
                        .formatted(String.join(",\n", users), String.join(",\n", grants)),
                inputs);
    }

    /** The shipped promotion gate on a request that passes all of it. */
    private static void promotion(Path dir, Path policies) throws IOException {
        Path main = policies.resolve("src/main/rego/main");
        int count = 0;
        try (Stream<Path> files = Files.walk(main)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".rego")).sorted().toList()) {
                Files.copy(
                        file,
                        dir.resolve("policy" + count++ + ".rego"),
                        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        }
        RegoObject data = PolicyFiles.load(
                        List.of(main.toString()), List.of(), BundleLimits.DEFAULT, ParseOptions.DEFAULT)
                .data();
        Files.writeString(dir.resolve("data.json"), JsonWriter.compact(data));
        Files.writeString(dir.resolve("query.txt"), "data.writ.promotion.decision");
        Path request = policies.resolve("src/test/inputs/promotion-production-needs-approval.json");
        RegoObject described = (RegoObject) JsonReader.read(Files.readString(request));
        Files.writeString(
                dir.resolve("inputs.json"),
                "[" + JsonWriter.compact(Objects.requireNonNull(described.get("input"))) + "]");
    }

    /** Rules that a machine wrote, which differ in two constants; the last one holds. */
    private static void rules(Path dir) throws IOException {
        StringBuilder module = new StringBuilder("package app.rules\n\ndefault allow := false\n");
        for (int i = 0; i < RULES; i++) {
            module.append("""

                allow if {
                	input.method == "method%d"
                	input.path == "/path/%d"
                }
                """.formatted(i % 10, i));
        }
        write(
                dir,
                "data.app.rules.allow",
                module.toString(),
                "{}",
                List.of("{\"method\": \"method%d\", \"path\": \"/path/%d\"}".formatted((RULES - 1) % 10, RULES - 1)));
    }

    private static void load(Path dir) throws IOException {
        Files.writeString(dir.resolve("query.txt"), "data.gen.m4999.allow");
        Path modules = Files.createDirectories(dir.resolve("tree/policies"));
        for (int i = 0; i < MODULES; i++) {
            Files.writeString(modules.resolve("m" + i + ".rego"), module(i));
        }
        Path records = Files.createDirectories(dir.resolve("tree/records")).resolve("data.json");
        if (Files.exists(records)) {
            return;
        }
        Random random = new Random(2);
        try (Writer out = Files.newBufferedWriter(records)) {
            out.write("{\"people\": [");
            long written = 0;
            for (int i = 0; written < DATA_BYTES; i++) {
                String person = person(i, random);
                out.write(i == 0 ? person : ",\n" + person);
                written += person.length() + 2;
            }
            out.write("]}");
        }
    }

    private static String person(int i, Random random) {
        return String.format(
                Locale.ROOT,
                """
                {"id": "p%07d", "name": "Person %x", "mail": "person.%d@example.org", "age": %d, "score": %.3f, \
                "active": %b, "manager": %s, "tags": ["team%d", "site%d", "t%x"], \
                "address": {"street": "%d Long Road", "city": "City %d", "zip": "%05d"}}\
                """,
                i,
                random.nextInt(),
                i,
                18 + random.nextInt(60),
                random.nextDouble() * 100,
                random.nextBoolean(),
                random.nextInt(10) == 0 ? "null" : "\"p%07d\"".formatted(random.nextInt(i + 1)),
                random.nextInt(100),
                random.nextInt(30),
                random.nextInt(1 << 16),
                random.nextInt(1000),
                random.nextInt(500),
                random.nextInt(100_000));
    }

    /** A module of the size and the kind that people write: some rules, a function, comprehensions, uses of another module. */
    private static String module(int i) {
        return """
            # METADATA
            # title: Access to service %1$d
            # description: Who may do what with service %1$d
            package gen.m%1$d

            import data.gen.m%2$d as other
            import data.records

            default allow := false

            allow if {
            	input.service == "service%1$d"
            	input.action in permitted_actions
            	not blocked
            }

            allow if {
            	is_admin(input.user)
            	input.service == "service%1$d"
            }

            allow if count(violations) == 0

            permitted_actions := {"read", "list", "action%1$d"}

            is_admin(user) if {
            	some tag in user.tags
            	tag == "admin%1$d"
            }

            blocked if {
            	some entry in input.blocklist
            	entry.id == input.user.id
            	entry.until > %1$d
            }

            violations contains msg if {
            	some container in input.containers
            	not startswith(container.image, "registry%1$d/")
            	msg := sprintf("image %%s is not from registry%1$d", [container.image])
            }

            violations contains msg if {
            	some name, limit in input.limits
            	limit > %1$d
            	msg := sprintf("limit %%s is %%d", [name, limit])
            }

            names := [container.name | some container in input.containers]

            by_name[name] := container if {
            	some container in input.containers
            	name := container.name
            }

            chain if %1$d == 0

            chain if other.permitted_actions["read"]
            """.formatted(i, Math.max(0, i - 1));
    }
}
