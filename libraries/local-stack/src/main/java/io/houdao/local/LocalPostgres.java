package io.houdao.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL 17 on the loopback interface.
 *
 * <p>It trusts every connection from this machine: it is for development and tests only. It is detached from the
 * terminal, so that Ctrl-C leaves it to {@link #close()}, after its clients are gone.
 */
public final class LocalPostgres implements AutoCloseable {

    /** Who the services connect as. */
    public static final String USER = "postgres";

    /** Any password would do; this is the one that the services are given. */
    public static final String PASSWORD = "postgres";

    private final Path directory;
    private final int port;
    private final boolean durable;
    private final List<String> settings;
    private @Nullable Undertaker undertaker;

    private LocalPostgres(Path directory, int port, boolean durable, List<String> settings) {
        this.directory = directory;
        this.port = port;
        this.durable = durable;
        this.settings = settings;
    }

    /**
     * Keeps its data in {@code directory}, and what it committed survives a power cut. A server that an earlier,
     * killed process left running there is stopped first.
     */
    public static LocalPostgres durable(Path directory, int port) {
        return start(directory, port, true);
    }

    /** The same with more settings, such as {@code shared_buffers=1GB}, which win. */
    public static LocalPostgres durable(Path directory, int port, String... settings) {
        return new LocalPostgres(directory, port, true, List.of(settings)).start();
    }

    /** On any free port, as fast as it goes: what it committed does not survive a power cut. */
    public static LocalPostgres throwaway(Path directory) {
        return start(directory, Ports.free(), false);
    }

    /** The same with more settings, such as {@code ssl=on}, which win. */
    public static LocalPostgres throwaway(Path directory, List<String> settings) {
        return new LocalPostgres(directory, Ports.free(), false, settings).start();
    }

    static LocalPostgres start(Path directory, int port, boolean durable) {
        return new LocalPostgres(directory, port, durable, List.of()).start();
    }

    private LocalPostgres start() {
        try {
            Files.createDirectories(directory);
            if (!Files.exists(data())) {
                initialise();
            }
            stopLeftover(directory);
            run(List.of(
                    "pg_ctl",
                    "start",
                    "-w",
                    "-t",
                    "60",
                    "-D",
                    data().toString(),
                    "-l",
                    log().toString(),
                    "-o",
                    options()));
            undertaker = Undertaker.of(pid(), "INT");
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep PostgreSQL's data in " + directory, e);
        }
    }

    /** Aside first, so that an interrupted start leaves nothing half-made. */
    private void initialise() throws IOException {
        var aside = directory.resolve("initialising");
        Directories.delete(aside);
        var command = new ArrayList<>(List.of("initdb", "-D", aside.toString(), "-U", USER, "-A", "trust"));
        command.addAll(List.of("--locale=C", "--encoding=UTF8", "--no-instructions"));
        if (!durable) {
            command.add("--no-sync");
        }
        run(command);
        Files.move(aside, data());
    }

    /** Stops the server that a killed process left running in {@code directory}, if there is one. */
    static void stopLeftover(Path directory) {
        var leftover = new LocalPostgres(directory, 0, true, List.of());
        if (Files.exists(leftover.pidFile())
                && leftover.execute(List.of(
                                "pg_ctl", "status", "-D", leftover.data().toString()))
                        == 0) {
            leftover.close();
        }
    }

    /** The first line of the file that PostgreSQL keeps while it runs. */
    private long pid() throws IOException {
        return Long.parseLong(Files.readAllLines(pidFile()).get(0).strip());
    }

    private String options() {
        var onOrOff = durable ? "on" : "off";
        var all = new ArrayList<>(List.of(
                "-p " + port,
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "fsync=" + onOrOff,
                "synchronous_commit=" + onOrOff,
                "full_page_writes=" + onOrOff,
                "max_connections=200",
                "shared_buffers=64MB",
                "timezone=UTC",
                // A refused row would be in the log with its values: whose it is, too.
                "log_error_verbosity=terse"));
        all.addAll(settings);
        return String.join(" -c ", all);
    }

    /** Makes an empty database unless it is there already, and returns its JDBC URL. */
    public String database(String name) {
        try (var connection = connect();
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

    private Connection connect() throws SQLException {
        var source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl("postgres"));
        source.setUser(USER);
        source.setPassword(PASSWORD);
        return source.getConnection();
    }

    private String jdbcUrl(String database) {
        return jdbcUrl(port, database);
    }

    /** The JDBC URL of a database, whether it exists or not. */
    static String jdbcUrl(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Rolls back what is not committed, and stops. Closing twice does no harm. */
    @Override
    public void close() {
        if (undertaker != null) {
            undertaker.dismiss();
        }
        var stop = List.of("pg_ctl", "stop", "-w", "-t", "30", "-D", data().toString(), "-m");
        if (Files.exists(pidFile()) && execute(with(stop, "fast")) != 0) {
            execute(with(stop, "immediate"));
        }
    }

    /** Stops it as a crash does: connections break, and the next start recovers from the log. */
    void crash() {
        if (undertaker != null) {
            undertaker.dismiss();
        }
        run(List.of("pg_ctl", "stop", "-w", "-t", "30", "-D", data().toString(), "-m", "immediate"));
    }

    private static List<String> with(List<String> command, String argument) {
        var longer = new ArrayList<>(command);
        longer.add(argument);
        return longer;
    }

    private Path pidFile() {
        return data().resolve("postmaster.pid");
    }

    private Path data() {
        return directory.resolve("data");
    }

    private Path log() {
        return log(directory);
    }

    /** What PostgreSQL and its tools have to say in {@code directory}. */
    static Path log(Path directory) {
        return directory.resolve("postgresql.log");
    }

    private void run(List<String> command) {
        if (execute(command) != 0) {
            throw new StartFailure(command.get(0) + " failed; the end of " + log() + ":\n" + LogFiles.tail(log(), 20));
        }
    }

    private int execute(List<String> command) {
        var whole = new ArrayList<>(asOrdinaryUser());
        whole.add(PostgresBinaries.bin().resolve(command.get(0)).toString());
        whole.addAll(command.subList(1, command.size()));
        try {
            return new ProcessBuilder(whole)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log().toFile()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + whole.get(0), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + command.get(0), e);
        }
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it does not see that it does. */
    private static List<String> asOrdinaryUser() {
        return "root".equals(System.getProperty("user.name")) ? List.of("unshare", "-U") : List.of();
    }
}
