package dev.writ.api;

import dev.writ.api.platform.PostgresAddress;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests with services of their own the database that this run is for; see {@link SharedService}. */
public final class TestDatabase implements ParameterResolver {
    /** Databases that nobody has used. */
    public interface Fresh {
        /** The next one; empty for an embedded one. */
        Optional<PostgresAddress> next();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Fresh.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return (Fresh) () -> SharedService.database(context);
    }
}
