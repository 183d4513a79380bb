package dev.writ.api;

import dev.writ.api.identity.Bootstrap;
import dev.writ.api.platform.DataFolder;
import dev.writ.api.platform.Database;
import dev.writ.api.platform.ServeOptions;
import dev.writ.api.platform.Tenant;
import dev.writ.api.policyset.PolicySets;
import java.io.PrintStream;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/** Tells the operator, once the service answers, where it is and what it serves. */
record Announcement(
        ServeOptions options,
        DataFolder folder,
        Database database,
        PolicySets sets,
        Bootstrap bootstrap,
        WebServerApplicationContext web) {
    void print(PrintStream out) {
        int port = java.util.Objects.requireNonNull(web.getWebServer()).getPort();
        out.println("writ serves " + (options.tls().isPresent() ? "https://" : "http://") + options.host() + ":" + port
                + " from " + folder.path()
                + options.postgres().map(_ -> " and " + database.place()).orElse("")
                + " under policy revision " + sets.main(Tenant.MAIN).revision());
        for (Tenant tenant : options.tenants().all()) {
            bootstrap
                    .file(tenant)
                    .ifPresent(file -> out.println("there is no administrator yet"
                            + (tenant.equals(Tenant.MAIN) ? "" : " of the tenant `" + tenant.name() + "`")
                            + ": the bootstrap token is in " + file));
        }
        if (options.dev()) {
            out.println(
                    "administrator token for trying things out, good for 8 hours: " + bootstrap.devToken(Tenant.MAIN));
        }
        out.flush();
    }
}
