package dev.writ.policy.builtin.crypto;

import dev.writ.policy.builtin.golang.GoIp;
import java.util.Arrays;
import java.util.List;

/** Whether a certificate is for a host (RFC 6125). */
final class HostNames {

    private HostNames() {}

    static boolean matches(SubjectNames names, String host) {
        boolean bracketed = host.length() >= 3 && host.startsWith("[") && host.endsWith("]");
        byte[] address = GoIp.parse(bracketed ? host.substring(1, host.length() - 1) : host);
        if (address != null) {
            byte[] plain = GoIp.unmapped(address);
            return names.addresses().stream().anyMatch(candidate -> Arrays.equals(GoIp.unmapped(candidate), plain));
        }
        String name = lower(host);
        String plain = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        boolean valid = isHost(plain, false);
        for (String pattern : names.dns()) {
            boolean found = (valid && isHost(pattern, true))
                    ? matches(lower(pattern), plain)
                    : (isName(pattern) && isName(name) && lower(pattern).equals(name));
            if (found) {
                return true;
            }
        }
        return false;
    }

    private static boolean isName(String text) {
        return !text.isEmpty() && !text.equals(".");
    }

    private static boolean matches(String pattern, String host) {
        List<String> wanted = List.of(pattern.split("\\.", -1));
        List<String> given = List.of(host.split("\\.", -1));
        if (wanted.size() != given.size()) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            boolean wildcard = i == 0 && wanted.get(i).equals("*");
            if (!wildcard && !wanted.get(i).equals(given.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHost(String text, boolean pattern) {
        if (text.isEmpty() || text.equals("*")) {
            return false;
        }
        String[] labels = text.split("\\.", -1);
        for (int i = 0; i < labels.length; i++) {
            boolean wildcard = pattern && i == 0 && labels[i].equals("*");
            if (!wildcard && !isLabel(labels[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLabel(String label) {
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && c != '_' && (c != '-' || i == 0)) {
                return false;
            }
        }
        return !label.isEmpty();
    }

    private static String lower(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.chars().forEach(c -> out.append((char) (c >= 'A' && c <= 'Z' ? c + 32 : c)));
        return out.toString();
    }
}
