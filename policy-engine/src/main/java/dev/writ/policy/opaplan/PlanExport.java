package dev.writ.policy.opaplan;

import dev.writ.policy.EngineOptions;
import dev.writ.policy.PlannedProgram;
import dev.writ.policy.PolicyException;
import dev.writ.policy.ast.Module;
import dev.writ.policy.plan.Planner;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoObject;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/** Makes a plan in OPA's format of modules: the content of {@code plan.json} in a bundle. */
public final class PlanExport {

    private PlanExport() {}

    /**
     * The plan of modules.
     *
     * @param data the base documents, for the check that rules do not hide them; they are not a part of the plan
     * @param entrypoints the paths that the plan answers, with slashes, at least one
     * @throws PolicyException if the modules have errors, an entrypoint has no rules, or OPA's format cannot say what they do
     */
    public static byte[] planJson(
            Collection<Module> modules, RegoObject data, List<String> entrypoints, EngineOptions options) {
        Planner planner = PlannedProgram.of(modules, data, options).planner();
        return JsonWriter.compact(PlanWriter.write(planner.program(), entrypoints))
                .getBytes(StandardCharsets.UTF_8);
    }
}
