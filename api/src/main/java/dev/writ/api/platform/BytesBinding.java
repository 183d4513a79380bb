package dev.writ.api.platform;

import java.io.Serial;
import java.sql.SQLException;
import java.sql.Types;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingGetStatementContext;
import org.jooq.BindingRegisterContext;
import org.jooq.BindingSQLContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Converter;
import org.jooq.Converters;
import org.jooq.impl.AbstractBinding;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Binary columns as arrays of bytes. jOOQ's own binding hands every array to H2 as a large object, which H2 writes into its
 * store and removes again after the statement: several times the work of the statement itself.
 */
public final class BytesBinding extends AbstractBinding<byte[], byte[]> {
    @Serial
    private static final long serialVersionUID = 1L;

    @Override
    public Converter<byte[], byte[]> converter() {
        return Converters.identity(byte[].class);
    }

    @Override
    protected void sqlInline(BindingSQLContext<byte[]> ctx) {
        ctx.render().visit(DSL.inline(ctx.value(), SQLDataType.VARBINARY));
    }

    /** Both databases know the type under this name; without it, a value alone in a select has none. */
    @Override
    protected void sqlBind(BindingSQLContext<byte[]> ctx) {
        ctx.render().sql("cast(").sql(ctx.variable()).sql(" as bytea)");
    }

    @Override
    public void register(BindingRegisterContext<byte[]> ctx) throws SQLException {
        ctx.statement().registerOutParameter(ctx.index(), Types.VARBINARY);
    }

    @Override
    public void set(BindingSetStatementContext<byte[]> ctx) throws SQLException {
        ctx.statement().setBytes(ctx.index(), ctx.value());
    }

    @Override
    public void get(BindingGetResultSetContext<byte[]> ctx) throws SQLException {
        ctx.value(ctx.resultSet().getBytes(ctx.index()));
    }

    @Override
    public void get(BindingGetStatementContext<byte[]> ctx) throws SQLException {
        ctx.value(ctx.statement().getBytes(ctx.index()));
    }
}
