package dev.writ.policy.remote;

import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.FailureText;
import java.net.URI;
import java.util.List;

/** What can go wrong between here and there, in words. Whatever the other side said is cut short. */
final class RemoteFailures {

    private static final int SHOWN = 300;

    private RemoteFailures() {}

    static RemoteException remote(URI server, String what, String hint) {
        return of(DiagnosticCode.EVAL_REMOTE, "OPA at `" + server + "` " + what, hint);
    }

    static RemoteException late(URI server, long millis) {
        return of(
                DiagnosticCode.EVAL_LIMIT,
                "OPA at `" + server + "` did not answer within " + millis + " ms",
                "raise the timeout, or look at the load of that OPA");
    }

    static RemoteException cancelled() {
        return of(DiagnosticCode.EVAL_CANCEL, "the evaluation was cancelled", "ask again if it is still wanted");
    }

    static RemoteException tooLong(String what, long limit) {
        return of(
                DiagnosticCode.EVAL_LIMIT,
                what + " is longer than the limit of " + limit + " bytes",
                "raise the limit, or let the policy need and answer less");
    }

    static RemoteException unsupported(String what, String hint) {
        return of(DiagnosticCode.UNSUPPORTED, what, hint);
    }

    private static RemoteException of(DiagnosticCode code, String message, String hint) {
        return new RemoteException(List.of(Diagnostic.error(code, null, message, hint)));
    }

    /** The message of a failure of the connection, without the names of classes. */
    static String plain(Throwable failure) {
        return shown(FailureText.plain(failure));
    }

    /** Text of the other side, printable and short. */
    static String shown(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().limit(SHOWN).forEach(c -> out.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return out.length() < text.length() ? out.append('…').toString() : out.toString();
    }
}
