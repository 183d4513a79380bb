package dev.writ.api;

import dev.writ.api.platform.Nearest;
import dev.writ.api.platform.PostgresAddress;
import dev.writ.api.platform.ServeOptions;
import dev.writ.api.platform.Tenant;
import dev.writ.api.platform.Tenants;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the arguments of the service's jar. */
sealed interface CommandLine {
    /** The last port. */
    int MOST_PORTS = 65_535;

    /** The highest rate, in requests a minute. */
    int MOST_REQUESTS = 100_000_000;

    /** How to call the jar. */
    String USAGE = """
        usage: [serve] [--host HOST] [--port PORT] [--data-dir DIR] [DATABASE] [--bundle PATH] [--origin HOST]
                      [--checkpoint PATH] [--public-url URL] [--dev] [--public-ledger] [--rate-limit N]
                      [--webhook-allow-private] [--smtp-url URL --smtp-from ADDRESS
                      [--smtp-user USER --smtp-password-file FILE]]
                      [--oidc-issuer URL --oidc-audience NAME [--oidc-groups-claim NAME] [--oidc-roles-claim NAME]
                      [--oidc-tenant-claim NAME] [--oidc-token-type at+jwt|any]] [--tenants NAME[=BUNDLE],NAME[=BUNDLE]]
                      [--tls-cert FILE --tls-key FILE [--client-ca FILE]]
               ledger-export (--data-dir DIR | DATABASE) --dir OUT [--log NAME]
               ledger-pack (--data-dir DIR | DATABASE) --out FILE [--index N,N] [--decision ID,ID] [--disclose FIELD,FIELD]
                      [--log NAME]
               ledger-values (--data-dir DIR | DATABASE) --dir EXPORT [--log NAME]
               ledger-compact --data-dir DIR
               ledger-repair --data-dir DIR [DATABASE] [--pin-from FILE] [--format text|json] [--log NAME]
               ledger-rotate-key --data-dir DIR [DATABASE] [--log NAME]
        DATABASE: --db-url jdbc:postgresql://HOST/NAME --db-user USER [--db-password-file FILE]
        """;

    /** Run the service. */
    record Serve(ServeOptions options) implements CommandLine {}

    /** Write the log in a database as files. */
    record LedgerExport(DatabaseChoice database, Tenant log, Path out) implements CommandLine {}

    /** Write an evidence pack of the log in a database; lists are as given, with commas. */
    record LedgerPack(DatabaseChoice database, Tenant log, Path out, String index, String decision, String disclose)
            implements CommandLine {}

    /** Check the values in a database against an export of its log. */
    record LedgerValues(DatabaseChoice database, Tenant log, Path export) implements CommandLine {}

    /** Write the embedded database anew without what was deleted. */
    record LedgerCompact(DatabaseChoice database) implements CommandLine {}

    /**
     * Say what state a log is in.
     *
     * @param dataDir of the stopped node
     * @param log whose log
     * @param server the database, if it is not the embedded one of the folder
     * @param pinFrom a trusted checkpoint to write the pin from
     * @param json whether a machine reads the answer
     */
    record LedgerRepair(
            Path dataDir, Tenant log, Optional<PostgresAddress> server, Optional<Path> pinFrom, boolean json)
            implements CommandLine {}

    /**
     * Change the keys of a log.
     *
     * @param dataDir of the stopped node
     * @param log whose log
     * @param server the database, if it is not the embedded one of the folder
     */
    record LedgerRotate(Path dataDir, Tenant log, Optional<PostgresAddress> server) implements CommandLine {}

    /** The arguments make no sense. */
    record Wrong(String message) implements CommandLine {}

    /** Reads the arguments; never throws. */
    static CommandLine parse(String... args) {
        List<String> rest = new ArrayList<>(List.of(args));
        String mode = rest.isEmpty() || rest.getFirst().startsWith("-") ? "serve" : rest.removeFirst();
        return switch (mode) {
            case "serve" -> serve(rest);
            case "ledger-export" -> onFolder(mode, rest, LedgerExport::new);
            case "ledger-values" -> onFolder(mode, rest, LedgerValues::new);
            case "ledger-pack" -> pack(rest);
            case "ledger-compact" -> compact(rest);
            case "ledger-repair" -> repair(rest);
            case "ledger-rotate-key" -> rotate(rest);
            default ->
                new Wrong("unknown mode `" + mode
                        + "`; use `serve`, `ledger-export`, `ledger-pack`, `ledger-values`, `ledger-compact`,"
                        + " `ledger-repair` or `ledger-rotate-key`");
        };
    }

    private static CommandLine serve(List<String> args) {
        List<String> names = DatabaseChoice.with(
                "--host", "--port", "--data-dir", "--bundle", "--origin", "--checkpoint", "--public-url");
        names.add("--rate-limit");
        names.addAll(OutboundChoice.NAMES);
        names.addAll(OidcChoice.NAMES);
        names.addAll(TlsChoice.NAMES);
        names.add("--tenants");
        var options = Options.read(args, names, List.of("--dev", "--public-ledger", OutboundChoice.ALLOW_PRIVATE));
        if (options.wrong().isPresent()) {
            return new Wrong(options.wrong().get());
        }
        Map<String, String> values = options.values();
        Optional<Integer> port = number(values.getOrDefault("--port", "8181"), MOST_PORTS);
        if (port.isEmpty()) {
            return new Wrong("`--port` must be a number from 0 to 65535, not `" + values.get("--port") + "`");
        }
        Optional<String> publicUrl = Optional.ofNullable(values.get("--public-url"));
        if (!publicUrl.map(CommandLine::isBase).orElse(true)) {
            return new Wrong("`--public-url` must be a URL like `https://writ.example`, not `" + publicUrl.get() + "`");
        }
        Optional<String> wrong = DatabaseChoice.wrong(values)
                .or(() -> OutboundChoice.wrong(values))
                .or(() -> OidcChoice.wrong(values))
                .or(() -> TlsChoice.wrong(values));
        if (wrong.isPresent()) {
            return new Wrong(wrong.get());
        }
        Optional<Tenants> tenants = values.containsKey("--tenants")
                ? Tenants.parse(values.get("--tenants"))
                : Optional.of(Tenants.standard());
        if (tenants.isEmpty()) {
            return new Wrong("`--tenants` must be names of lower-case letters, digits and `-`, each once, with commas"
                    + " between, each with `=` and a bundle or without; `main` is there anyway");
        }
        Optional<Integer> rate = number(
                values.getOrDefault("--rate-limit", Integer.toString(ServeOptions.STANDARD_RATE)), MOST_REQUESTS);
        if (rate.isEmpty()) {
            return new Wrong("`--rate-limit` must be a number of requests a minute from 0, which is any number, to "
                    + MOST_REQUESTS + ", not `" + values.get("--rate-limit") + "`");
        }
        return new Serve(new ServeOptions(
                values.getOrDefault("--host", "127.0.0.1"),
                port.get(),
                Path.of(values.getOrDefault("--data-dir", "writ-data")),
                DatabaseChoice.server(values),
                Optional.ofNullable(values.get("--bundle")).map(Path::of),
                Optional.ofNullable(values.get("--origin")),
                Optional.ofNullable(values.get("--checkpoint")).map(Path::of),
                values.containsKey("--dev"),
                values.containsKey("--public-ledger"),
                publicUrl.map(url -> url.replaceAll("/+$", "")),
                OutboundChoice.of(values),
                TlsChoice.of(values),
                tenants.get(),
                OidcChoice.of(values),
                rate.get()));
    }

    private static boolean isBase(String text) {
        try {
            URI url = new URI(text);
            return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                    && url.getHost() != null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static CommandLine compact(List<String> args) {
        var options = Options.read(args, List.of("--data-dir"), List.of());
        if (options.wrong().isPresent()) {
            return new Wrong(options.wrong().get());
        }
        String dataDir = options.values().get("--data-dir");
        return dataDir == null
                ? new Wrong("`ledger-compact` needs `--data-dir`")
                : new LedgerCompact(new DatabaseChoice.Folder(Path.of(dataDir)));
    }

    /** Makes a mode out of a database, a log in it and a folder. */
    interface OnFolder {
        /** That mode. */
        CommandLine of(DatabaseChoice database, Tenant log, Path folder);
    }

    /** A mode that works on a database and on a folder of an exported log. */
    private static CommandLine onFolder(String mode, List<String> args, OnFolder made) {
        var options = Options.read(args, DatabaseChoice.with("--data-dir", "--dir", LogChoice.NAME), List.of());
        if (options.wrong().isPresent()) {
            return new Wrong(options.wrong().get());
        }
        String out = options.values().get("--dir");
        if (out == null) {
            return new Wrong("`" + mode + "` needs `--dir`");
        }
        return DatabaseChoice.wrongOrMissing(mode, options.values())
                .or(() -> LogChoice.wrong(options.values()))
                .<CommandLine>map(Wrong::new)
                .orElseGet(() ->
                        made.of(DatabaseChoice.of(options.values()), LogChoice.of(options.values()), Path.of(out)));
    }

    private static CommandLine pack(List<String> args) {
        var options = Options.read(
                args,
                DatabaseChoice.with("--data-dir", "--out", "--index", "--decision", "--disclose", LogChoice.NAME),
                List.of());
        if (options.wrong().isPresent()) {
            return new Wrong(options.wrong().get());
        }
        Map<String, String> values = options.values();
        String out = values.get("--out");
        if (out == null || !(values.containsKey("--index") || values.containsKey("--decision"))) {
            return new Wrong("`ledger-pack` needs `--out`, and `--index` or `--decision`");
        }
        return DatabaseChoice.wrongOrMissing("ledger-pack", values)
                .or(() -> LogChoice.wrong(values))
                .<CommandLine>map(Wrong::new)
                .orElseGet(() -> new LedgerPack(
                        DatabaseChoice.of(values),
                        LogChoice.of(values),
                        Path.of(out),
                        values.getOrDefault("--index", ""),
                        values.getOrDefault("--decision", ""),
                        values.getOrDefault("--disclose", "")));
    }

    private static CommandLine repair(List<String> args) {
        var options = Options.read(
                args, DatabaseChoice.with("--data-dir", "--pin-from", "--format", LogChoice.NAME), List.of());
        Map<String, String> values = options.values();
        Optional<String> wrong =
                options.wrong().or(() -> DatabaseChoice.wrong(values)).or(() -> LogChoice.wrong(values));
        if (wrong.isPresent()) {
            return new Wrong(wrong.get());
        }
        String dataDir = values.get("--data-dir");
        String format = values.getOrDefault("--format", "text");
        if (dataDir == null) {
            return new Wrong("`ledger-repair` needs `--data-dir`: the pin and the keys are there");
        }
        if (!format.equals("text") && !format.equals("json")) {
            return new Wrong("`--format` is `text` or `json`, not `" + format + "`");
        }
        return new LedgerRepair(
                Path.of(dataDir),
                LogChoice.of(values),
                DatabaseChoice.server(values),
                Optional.ofNullable(values.get("--pin-from")).map(Path::of),
                format.equals("json"));
    }

    private static CommandLine rotate(List<String> args) {
        var options = Options.read(args, DatabaseChoice.with("--data-dir", LogChoice.NAME), List.of());
        Optional<String> wrong = options.wrong()
                .or(() -> DatabaseChoice.wrong(options.values()))
                .or(() -> LogChoice.wrong(options.values()));
        if (wrong.isPresent()) {
            return new Wrong(wrong.get());
        }
        String dataDir = options.values().get("--data-dir");
        return dataDir == null
                ? new Wrong("`ledger-rotate-key` needs `--data-dir`: the pin and the keys are there")
                : new LedgerRotate(
                        Path.of(dataDir), LogChoice.of(options.values()), DatabaseChoice.server(options.values()));
    }

    private static Optional<Integer> number(String text, int most) {
        try {
            int number = Integer.parseInt(text);
            return number >= 0 && number <= most ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * Options as given.
     *
     * @param values by name; a flag has the empty value
     * @param wrong what is wrong with them, if anything
     */
    record Options(Map<String, String> values, Optional<String> wrong) {
        static Options read(List<String> args, List<String> valued, List<String> flags) {
            Map<String, String> values = new HashMap<>();
            for (int i = 0; i < args.size(); i++) {
                String arg = args.get(i);
                int equals = arg.indexOf('=');
                String name = equals < 0 ? arg : arg.substring(0, equals);
                if (flags.contains(arg)) {
                    values.put(arg, "");
                } else if (!valued.contains(name)) {
                    return new Options(Map.of(), Optional.of(unknown(name, valued, flags)));
                } else if (equals >= 0) {
                    values.put(name, arg.substring(equals + 1));
                } else if (i + 1 < args.size()) {
                    i++;
                    values.put(name, args.get(i));
                } else {
                    return new Options(Map.of(), Optional.of("`" + name + "` needs a value"));
                }
            }
            return new Options(Map.copyOf(values), Optional.empty());
        }

        private static String unknown(String name, List<String> valued, List<String> flags) {
            List<String> all = new ArrayList<>(valued);
            all.addAll(flags);
            return "unknown option `" + name + "`"
                    + Nearest.to(name, all)
                            .map(nearest -> "; did you mean `" + nearest + "`?")
                            .orElse("");
        }
    }
}
