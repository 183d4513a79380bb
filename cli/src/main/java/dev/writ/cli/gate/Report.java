package dev.writ.cli.gate;

import dev.writ.cli.http.Json;
import java.util.stream.Collectors;

/** A decision about a promotion, written for a terminal, a script or a pull request. */
enum Report {
    TEXT {
        @Override
        String of(PromotionRequest request, Decision decision) {
            var out = new StringBuilder();
            out.append(decision.outcome().words())
                    .append(": ")
                    .append(title(request))
                    .append('\n');
            for (Decision.Reason reason : decision.reasons()) {
                out.append("  ").append(reason.code()).append("  ").append(reason.message());
                out.append(" [").append(reason.control()).append("]\n");
                out.append("    to do: ").append(reason.remediation()).append('\n');
            }
            for (Decision.Approval approval : decision.approvals()) {
                out.append("  must approve: ").append(approval).append('\n');
            }
            return out.append("  ").append(trail(decision)).append('\n').toString();
        }
    },
    MARKDOWN {
        @Override
        String of(PromotionRequest request, Decision decision) {
            var out = new StringBuilder();
            out.append("### ")
                    .append(capital(decision.outcome().words()))
                    .append(": ")
                    .append(title(request))
                    .append("\n\n");
            if (!decision.reasons().isEmpty()) {
                out.append("| Reason | What is wrong | To do | Control |\n|---|---|---|---|\n");
                for (Decision.Reason reason : decision.reasons()) {
                    out.append("| `")
                            .append(cell(reason.code()))
                            .append("` | ")
                            .append(cell(reason.message()))
                            .append(" | ");
                    out.append(cell(reason.remediation()))
                            .append(" | ")
                            .append(cell(reason.control()))
                            .append(" |\n");
                }
                out.append('\n');
            }
            for (Decision.Approval approval : decision.approvals()) {
                out.append("- must approve: ").append(cell(approval.toString())).append('\n');
            }
            return out.append(decision.approvals().isEmpty() ? "" : "\n")
                    .append(trail(decision))
                    .append('\n')
                    .toString();
        }
    },
    JSON {
        @Override
        String of(PromotionRequest request, Decision decision) {
            var out = Json.object()
                    .put("outcome", decision.outcome().wire())
                    .put("exit_code", decision.outcome().exitCode());
            out.set("request", request.json());
            out.set("response", decision.json());
            return Json.pretty(out) + "\n";
        }
    };

    abstract String of(PromotionRequest request, Decision decision);

    private static String title(PromotionRequest request) {
        return "promote `" + request.model() + "` to " + request.environment() + " (" + request.digest() + ")";
    }

    private static String trail(Decision decision) {
        return "decision " + decision.id() + ", policy " + decision.revision() + ", entry " + decision.index()
                + " of ledger `" + decision.log() + "`";
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String cell(String text) {
        return text.lines().collect(Collectors.joining(" ")).replace("|", "\\|");
    }
}
