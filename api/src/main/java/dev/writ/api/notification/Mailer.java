package dev.writ.api.notification;

import dev.writ.api.identity.Principal;
import dev.writ.api.identity.Principals;
import dev.writ.api.platform.PublicUrl;
import dev.writ.api.platform.ServeOptions;
import dev.writ.api.platform.SmtpAddress;
import dev.writ.api.platform.StartFailure;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.springframework.stereotype.Component;

/** Sends notices by e-mail, if the operator named a server for it. Addresses and sign-in go out over TLS, or stay on this machine. */
@Component
class Mailer {
    private static final String TIME = "10000";
    private static final int NOT_SENT_FOR_GOOD = 500;

    private final Optional<Post> post;
    private final Principals principals;
    private final PublicUrl publicUrl;

    Mailer(ServeOptions options, Principals principals, PublicUrl publicUrl) {
        this.post = options.outbound().smtp().map(Mailer::post);
        this.principals = principals;
        this.publicUrl = publicUrl;
    }

    private record Post(Session session, InternetAddress from, SmtpAddress server, Optional<String> password) {}

    private static Post post(SmtpAddress server) {
        InternetAddress from = MailAddress.of(server.from())
                .orElseThrow(() ->
                        new StartFailure("`--smtp-from` is `" + server.from() + "`, which is not one e-mail address"));
        return new Post(
                Session.getInstance(properties(server)),
                from,
                server,
                server.passwordFile().map(Mailer::firstLine));
    }

    private static Properties properties(SmtpAddress server) {
        String protocol = protocol(server);
        var properties = new Properties();
        properties.setProperty("mail.transport.protocol", protocol);
        for (String name : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            properties.setProperty("mail." + protocol + "." + name, TIME);
        }
        properties.setProperty("mail." + protocol + ".ssl.checkserveridentity", "true");
        properties.setProperty(
                "mail." + protocol + ".auth", Boolean.toString(server.user().isPresent()));
        if (!server.tls()) {
            properties.setProperty("mail.smtp.starttls.enable", "true");
            properties.setProperty("mail.smtp.starttls.required", Boolean.toString(!isLoopback(server.host())));
        }
        return properties;
    }

    private static String protocol(SmtpAddress server) {
        return server.tls() ? "smtps" : "smtp";
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
    }

    private static String firstLine(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.findFirst().orElse("");
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new StartFailure(
                    "cannot read `" + file + "`: " + e.getClass().getSimpleName() + "; correct `--smtp-password-file`");
        }
    }

    /** Whether this node sends e-mail. */
    boolean ready() {
        return post.isPresent();
    }

    /** Tries once. */
    Attempt send(Outgoing notice) {
        Optional<Principal> recipient = notice.principal().flatMap(id -> principals.active(notice.tenant(), id));
        if (recipient.isEmpty()) {
            return new Attempt.Refused(Optional.empty(), "the principal may not act any more");
        }
        Optional<InternetAddress> to = recipient
                .flatMap(found -> Optional.ofNullable(found.attributes().get(MailAddress.ATTRIBUTE)))
                .flatMap(MailAddress::of);
        if (to.isEmpty()) {
            return new Attempt.Refused(
                    Optional.empty(), "the attribute `" + MailAddress.ATTRIBUTE + "` of the principal is no address");
        }
        return post.map(by -> send(by, to.get(), notice))
                .orElseGet(() -> new Attempt.Failed(Optional.empty(), "this node knows no server for e-mail"));
    }

    private Attempt send(Post by, InternetAddress to, Outgoing notice) {
        try (Transport transport = by.session().getTransport(protocol(by.server()))) {
            MimeMessage message = message(by, to, notice);
            transport.connect(
                    by.server().host(),
                    by.server().port(),
                    by.server().user().orElse(null),
                    by.password().orElse(null));
            transport.sendMessage(message, message.getAllRecipients());
            return new Attempt.Delivered(Optional.empty());
        } catch (SendFailedException e) {
            int code = code(e);
            String why = code > 0 ? "the server answered " + code : "the server did not take the message";
            return code >= NOT_SENT_FOR_GOOD
                    ? new Attempt.Refused(Optional.empty(), why)
                    : new Attempt.Failed(Optional.empty(), why);
        } catch (MessagingException e) {
            return new Attempt.Failed(
                    Optional.empty(),
                    "the server for e-mail cannot be reached, or offers no TLS, or refuses the sign-in");
        }
    }

    private MimeMessage message(Post by, InternetAddress to, Outgoing notice) throws MessagingException {
        MailText text = MailText.of(notice, publicUrl.text());
        var message = new StableMessage(by.session(), "<" + notice.id() + "@" + domain(by.from()) + ">");
        message.setFrom(by.from());
        message.setRecipient(Message.RecipientType.TO, to);
        message.setSubject(text.subject(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(notice.at()));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setText(text.body(), StandardCharsets.UTF_8.name());
        message.saveChanges();
        return message;
    }

    private static String domain(InternetAddress from) {
        return from.getAddress().substring(from.getAddress().lastIndexOf('@') + 1);
    }

    /** The SMTP code of a refusal; 0 if there is none. */
    private static int code(MessagingException e) {
        for (Exception cause = e; cause instanceof MessagingException next; cause = next.getNextException()) {
            if (cause instanceof SMTPAddressFailedException refused) {
                return refused.getReturnCode();
            }
            if (cause instanceof SMTPSendFailedException refused && refused.getNextException() == null) {
                return refused.getReturnCode();
            }
        }
        return 0;
    }

    /** A message with the same id in every attempt, by which readers recognise one that comes twice. */
    private static final class StableMessage extends MimeMessage {
        private final String id;

        StableMessage(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
