package dev.writ.api.platform;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A database on a PostgreSQL server, as the operator names it.
 *
 * @param url {@code jdbc:postgresql://host/database}, with parameters of the driver if need be, without a password
 * @param user the role to connect as
 * @param passwordFile a file whose first line is the password
 */
public record PostgresAddress(String url, String user, Optional<Path> passwordFile) {
    /** The driver also takes several hosts, and no host at all; a user before the host it does not. */
    private static final Pattern URL = Pattern.compile("jdbc:postgresql:(//[^/?@]+/)?[^/?@]+([?].*)?");

    private static final Pattern SECRET = Pattern.compile("[?&](password|sslpassword)=", Pattern.CASE_INSENSITIVE);

    /** What is wrong with a URL, if anything. Never repeats the URL, which may hold a secret. */
    public static Optional<String> wrong(String url) {
        if (!URL.matcher(url).matches()) {
            return Optional.of(
                    "`--db-url` must be a URL like `jdbc:postgresql://host/database`, without user or password");
        }
        Matcher secret = SECRET.matcher(url);
        return secret.find()
                ? Optional.of("`--db-url` must not hold `" + secret.group(1)
                        + "`, which every user of this machine could read: use `--db-password-file` or the variable `"
                        + PostgresDatabase.PASSWORD_VARIABLE + "`")
                : Optional.empty();
    }

    /** The URL without its parameters, for messages. */
    String place() {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }
}
