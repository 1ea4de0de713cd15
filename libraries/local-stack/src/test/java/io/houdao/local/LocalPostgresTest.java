package io.houdao.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresTest {

    @TempDir
    private Path directory;

    @Test
    void keepsWhatItCommittedOverARestart() throws SQLException {
        try (var postgres = LocalPostgres.durable(directory, Ports.free())) {
            execute(postgres.database("profile"), "create table permission as select 'revoked' as decision");
        }

        try (var postgres = LocalPostgres.durable(directory, Ports.free())) {
            var url = postgres.database("profile");
            assertThat(query(url, "select decision from permission")).isEqualTo("revoked");
            assertThat(query(url, "show fsync")).isEqualTo("on");
            assertThat(query(url, "show synchronous_commit")).isEqualTo("on");
        }
    }

    @Test
    void takesOverFromAServerThatAKilledProcessLeftRunning() throws SQLException {
        var leftover = LocalPostgres.durable(directory, Ports.free());
        execute(leftover.database("profile"), "create table permission as select 'granted' as decision");

        try (var postgres = LocalPostgres.durable(directory, Ports.free())) {
            assertThat(query(postgres.database("profile"), "select decision from permission"))
                    .isEqualTo("granted");
        }
    }

    @Test
    void isGoneOnceClosed() {
        try (var postgres = LocalPostgres.throwaway(directory)) {
            postgres.database("profile");
        }

        assertThat(Files.exists(directory.resolve("data/postmaster.pid"))).isFalse();
    }

    @Test
    void itsLogTellsThatARowWasRefusedAndNotWhichOne() throws Exception {
        try (var postgres = LocalPostgres.throwaway(directory)) {
            var url = postgres.database("profile");
            execute(url, "create table person (id text primary key); insert into person select 'an' || 'na'");
            assertThatThrownBy(() -> execute(url, "insert into person select 'an' || 'na'"))
                    .isInstanceOf(SQLException.class);
        }

        assertThat(directory.resolve("postgresql.log"))
                .content()
                .contains("duplicate key value violates unique constraint \"person_pkey\"")
                .doesNotContain("anna");
    }

    private static void execute(String url, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url, LocalPostgres.USER, LocalPostgres.PASSWORD);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(String url, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url, LocalPostgres.USER, LocalPostgres.PASSWORD);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
