package io.houdao.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A real PostgreSQL 17 on the loopback interface, a process of its own.
 *
 * <p>It trusts every connection from this machine: it is for development and tests only.
 */
public final class LocalPostgres implements AutoCloseable {

    /** Who the services connect as. */
    public static final String USER = "postgres";

    /** Any password would do; this is the one that the services are given. */
    public static final String PASSWORD = "postgres";

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final EmbeddedPostgres server;

    private LocalPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Keeps its data in {@code directory}, and what it committed survives a power cut. */
    public static LocalPostgres durable(Path directory, int port) {
        return start(directory, port, true);
    }

    /** On any free port, as fast as it goes: what it committed does not survive a power cut. */
    public static LocalPostgres throwaway(Path directory) {
        return start(directory, Ports.free(), false);
    }

    private static LocalPostgres start(Path directory, int port, boolean durable) {
        var onOrOff = durable ? "on" : "off";
        try {
            Files.createDirectories(directory);
            var log = Redirect.appendTo(directory.resolve("postgresql.log").toFile());
            return new LocalPostgres(EmbeddedPostgres.builder()
                    .setDataDirectory(directory.resolve("data"))
                    .setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(binaries().toFile())
                    .setRegisterShutdownHook(false)
                    .setPort(port)
                    .setPGStartupWait(START_LIMIT)
                    // The library passes -F and synchronous_commit=off unless told otherwise.
                    .setServerConfig("fsync", onOrOff)
                    .setServerConfig("synchronous_commit", onOrOff)
                    .setServerConfig("full_page_writes", onOrOff)
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("shared_buffers", "64MB")
                    .setLocaleConfig("locale", "C")
                    .setLocaleConfig("encoding", "UTF8")
                    .setOutputRedirector(log)
                    .setErrorRedirector(log)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start, see " + directory.resolve("postgresql.log"), e);
        }
    }

    /** Where the binaries are unpacked once, per user, so that root's copy is in nobody's way. */
    private static Path binaries() {
        return Path.of(System.getProperty("user.home"), ".cache", "houdao", "postgresql");
    }

    /** Makes an empty database unless it is there already, and returns its JDBC URL. */
    public String database(String name) {
        try (var connection = server.getPostgresDatabase().getConnection();
                var exists = connection.prepareStatement("select from pg_database where datname = ?");
                var create = connection.createStatement()) {
            exists.setString(1, name);
            if (!exists.executeQuery().next()) {
                create.execute("create database \"" + name.replace("\"", "\"\"") + "\"");
            }
            return jdbcUrl(name);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create database " + name, e);
        }
    }

    private String jdbcUrl(String database) {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + database;
    }

    /** Rolls back what is not committed, and stops. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not stop", e);
        }
    }
}
