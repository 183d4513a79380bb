package dev.writ.policy.builtin.crypto;

import dev.writ.policy.builtin.crypto.DomainNames.Mailbox;
import dev.writ.policy.builtin.crypto.NameConstraints.Network;
import dev.writ.policy.builtin.crypto.NameConstraints.Subtrees;
import dev.writ.policy.builtin.golang.GoIp;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether the names in a chain are among those that the certificates above allow (RFC 5280, 6.1.4 g). */
final class NameConstraintCheck {

    private NameConstraintCheck() {}

    /** Checks a chain, the last certificate first. */
    static boolean holds(List<Certificate> chain, Runnable progress) {
        for (int i = 0; i < chain.size(); i++) {
            List<NameConstraints> above = new ArrayList<>();
            for (Certificate issuer : chain.subList(i + 1, chain.size())) {
                if (!issuer.known().constraints().isEmpty()) {
                    above.add(issuer.known().constraints());
                }
            }
            SubjectNames names = chain.get(i).known().names();
            if (!above.isEmpty() && !names.isEmpty() && !fits(names, above, progress)) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(SubjectNames names, List<NameConstraints> above, Runnable progress) {
        List<String> hosts = new ArrayList<>();
        for (CertificateUri uri : names.uris()) {
            String host = host(uri);
            if (host == null) {
                return false;
            }
            hosts.add(host);
        }
        List<Mailbox> mailboxes = new ArrayList<>();
        for (String email : names.emails()) {
            Mailbox mailbox = DomainNames.mailbox(email);
            if (mailbox == null) {
                return false;
            }
            mailboxes.add(new Mailbox(mailbox.local(), mailbox.domain().toLowerCase(Locale.ROOT)));
        }
        List<Question> questions = questions(names, hosts, mailboxes);
        boolean plain =
                Stream.concat(names.dns().stream(), hosts.stream()).allMatch(name -> DomainNames.isValid(name, false));
        for (NameConstraints constraints : plain ? above : List.<NameConstraints>of()) {
            for (Question question : questions) {
                progress.run();
                if (!allowed(constraints, question)) {
                    return false;
                }
            }
        }
        return plain;
    }

    private static List<Question> questions(SubjectNames names, List<String> hosts, List<Mailbox> mailboxes) {
        List<Question> questions = new ArrayList<>();
        names.addresses().forEach(address -> questions.add((subtrees, excluding) -> address(subtrees, address)));
        names.dns().forEach(name -> questions.add((subtrees, excluding) -> dns(subtrees.dns(), name, excluding)));
        hosts.forEach(host -> questions.add((subtrees, excluding) -> dns(subtrees.uriDomains(), host, excluding)));
        mailboxes.forEach(mailbox -> questions.add((subtrees, excluding) -> email(subtrees, mailbox, excluding)));
        return questions;
    }

    /** What a kind of subtree says of a name. */
    private enum Answer {
        NOTHING,
        INSIDE,
        OUTSIDE
    }

    private interface Question {
        Answer ask(Subtrees subtrees, boolean excluding);
    }

    private static boolean allowed(NameConstraints constraints, Question question) {
        return question.ask(constraints.permitted(), false) != Answer.OUTSIDE
                && question.ask(constraints.excluded(), true) != Answer.INSIDE;
    }

    private static Answer address(Subtrees subtrees, byte[] address) {
        if (subtrees.networks().isEmpty()) {
            return Answer.NOTHING;
        }
        for (Network network : subtrees.networks()) {
            if (network.contains(address)) {
                return Answer.INSIDE;
            }
        }
        return Answer.OUTSIDE;
    }

    private static Answer dns(List<String> domains, String name, boolean excluding) {
        if (domains.isEmpty()) {
            return Answer.NOTHING;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        for (String domain : domains) {
            String suffix = domain.toLowerCase(Locale.ROOT);
            boolean inside = suffix.isEmpty()
                    || lower.equals(suffix)
                    || (lower.endsWith(suffix)
                            && (suffix.startsWith(".") || lower.charAt(lower.length() - suffix.length() - 1) == '.'));
            // A wildcard stands for names below its parent, one of which may be the excluded one.
            boolean wildcard =
                    excluding && lower.startsWith("*") && parent(lower).equals(parent(suffix));
            if (inside || (wildcard && !parent(suffix).isEmpty())) {
                return Answer.INSIDE;
            }
        }
        return Answer.OUTSIDE;
    }

    private static String parent(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? "" : name.substring(dot);
    }

    private static Answer email(Subtrees subtrees, Mailbox mailbox, boolean excluding) {
        if (subtrees.emails().isEmpty()) {
            return Answer.NOTHING;
        }
        List<String> domains = new ArrayList<>();
        for (String constraint : subtrees.emails()) {
            if (!constraint.contains("@")) {
                domains.add(constraint);
                continue;
            }
            Mailbox exact = DomainNames.mailbox(constraint);
            if (exact != null
                    && exact.local().equals(mailbox.local())
                    && exact.domain().equalsIgnoreCase(mailbox.domain())) {
                return Answer.INSIDE;
            }
        }
        return dns(domains, mailbox.domain(), excluding) == Answer.INSIDE ? Answer.INSIDE : Answer.OUTSIDE;
    }

    /** The host of a URI without its port, or null where it cannot be constrained. */
    private static @Nullable String host(CertificateUri uri) {
        String host = uri.host().toLowerCase(Locale.ROOT);
        if (host.isEmpty() || host.startsWith("[")) {
            return null;
        }
        int colon = host.indexOf(':');
        if (colon >= 0 && host.indexOf(':', colon + 1) >= 0) {
            return null;
        }
        String plain = colon < 0 ? host : host.substring(0, colon);
        return GoIp.parse(plain) == null ? plain : null;
    }
}
