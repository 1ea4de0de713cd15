package io.houdao.benchmark.money;

import io.houdao.local.LocalPostgres;
import io.houdao.local.Service;
import io.houdao.local.Suite;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Places within campaign-service's transactions where it can be made to stand: triggers of this test's own, which wait for a
 * lock that the test holds. {@code before X} is before the row of step X is written and after all that was written before it;
 * {@code booked X} after the balances moved; {@code committing X} when the service has said commit, and waits for the answer.
 */
final class Gates implements AutoCloseable {

    private static final String TRIGGERS = """
            create function gate(name text) returns int language sql immutable as $$
                select hashtext(name) & 2147483647
            $$;
            create function stand() returns trigger language plpgsql as $$
            begin
                perform pg_advisory_xact_lock_shared(4711, gate(
                    tg_argv[0] || case tg_argv[1] when 'REASON' then to_jsonb(new) ->> 'reason' else tg_argv[1] end));
                if tg_op = 'DELETE' then
                    return old;
                end if;
                return new;
            end $$;
            create function stand_booked() returns trigger language plpgsql as $$
            declare
                step text;
            begin
                for step in select distinct reason from added loop
                    perform pg_advisory_xact_lock_shared(4711, gate('booked ' || step));
                end loop;
                return null;
            end $$;
            create trigger a_stand before insert on transfer for each row execute function stand('before ', 'REASON');
            create trigger z_stand after insert on transfer referencing new table as added
                for each statement execute function stand_booked();
            create constraint trigger c_stand after insert on transfer deferrable initially deferred
                for each row execute function stand('committing ', 'REASON');
            create trigger a_stand before insert on day_close for each row execute function stand('before ', 'CLOSE');
            create trigger z_stand after insert on day_close for each row execute function stand('booked ', 'CLOSE');
            create constraint trigger c_stand after insert on day_close deferrable initially deferred
                for each row execute function stand('committing ', 'CLOSE');
            create trigger a_stand before delete on outbox for each row execute function stand('before ', 'RELAY');
            create trigger z_stand after delete on outbox for each row execute function stand('booked ', 'RELAY');
            create constraint trigger c_stand after delete on outbox deferrable initially deferred
                for each row execute function stand('committing ', 'RELAY');
            create trigger a_stand before insert on delivery for each row execute function stand('before ', 'DELIVERY');
            """;

    private static final String SESSIONS = "from pg_stat_activity where datname = current_database()"
            + " and backend_type = 'client backend' and pid <> pg_backend_pid()";

    private static final String WAITING =
            "from pg_locks where locktype = 'advisory' and classid = 4711 and not granted";

    private final Connection connection;

    Gates(Suite suite) throws SQLException {
        connection = DriverManager.getConnection(
                suite.databaseUrl(Service.CAMPAIGN), LocalPostgres.USER, LocalPostgres.PASSWORD);
        run(TRIGGERS);
    }

    /** From now on, whoever comes to one of these stands there. */
    void shut(List<String> gates) throws SQLException {
        for (var gate : gates) {
            run("select pg_advisory_lock(4711, gate('" + gate + "'))");
        }
    }

    /** Which of these nobody stands at. */
    List<String> empty(List<String> gates) throws SQLException {
        var empty = new ArrayList<String>();
        for (var gate : gates) {
            if (number("select count(*) " + WAITING + " and objid::bigint = gate('" + gate + "')") == 0) {
                empty.add(gate);
            }
        }
        return empty;
    }

    /** Ends every transaction of a service that is dead as the end of its connection would: nothing of it was. */
    void rollBack() throws SQLException {
        run("select pg_terminate_backend(pid) " + SESSIONS);
        open();
    }

    /** Lets whoever stands at a gate go on. Who was committing commits, and nobody is left to hear it. */
    void open() throws SQLException {
        run("select pg_advisory_unlock_all()");
    }

    /** Whether no session of the service is left. */
    boolean isQuiet() throws SQLException {
        return number("select count(*) " + SESSIONS) == 0;
    }

    void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long number(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
