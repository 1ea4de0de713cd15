package io.houdao.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one suite, held by one process at a time, readable by its owner only: it has keys in it.
 *
 * <p>A marker file says that it was made here. Nothing else is ever written into or deleted.
 */
final class HomeDirectory implements AutoCloseable {

    private static final String MARKER = "houdao-local-stack";

    private final Path path;
    private final FileChannel lock;

    private HomeDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes the directory if need be, and holds it until it is closed.
     *
     * @throws StartFailure if it holds something else, or another process holds it
     */
    static HomeDirectory hold(Path path) {
        try {
            make(path);
            return new HomeDirectory(path, lock(path));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + path, e);
        }
    }

    /**
     * Deletes the directory with all that the suite kept. Does nothing if there is none.
     *
     * @throws StartFailure if it was not made here, or another process holds it
     */
    static void delete(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try (var home = hold(path)) {
            LocalPostgres.stopLeftover(path.resolve("postgresql"));
            Directories.delete(home.path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }

    private static void make(Path path) throws IOException {
        if (!Files.exists(path)) {
            Files.createDirectories(path);
        }
        if (isEmpty(path)) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            Files.writeString(path.resolve(MARKER), "Made by ./run, which may delete all of this directory.\n");
        }
        if (!Files.exists(path.resolve(MARKER))) {
            throw new StartFailure(path + " holds something else; set HOUDAO_DIRECTORY to another place");
        }
    }

    private static boolean isEmpty(Path path) throws IOException {
        try (var files = Files.list(path)) {
            return files.findAny().isEmpty();
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        var channel = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isOurs(channel)) {
            channel.close();
            throw new StartFailure(
                    "another ./run is using " + path + "; stop it, or set HOUDAO_DIRECTORY to another place");
        }
        return channel;
    }

    private static boolean isOurs(FileChannel channel) throws IOException {
        try {
            @Nullable Object lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    Path path() {
        return path;
    }

    /** Whether whoever held it last did not come to the end of its own work. */
    boolean wasAbandoned() {
        return Files.exists(inUse());
    }

    /** Leaves the process id of this JVM, by which {@code ./run} tells that it must not rebuild what is running. */
    void markInUse() {
        try {
            Files.writeString(inUse(), ProcessHandle.current().pid() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + path, e);
        }
    }

    void markFree() {
        try {
            Files.deleteIfExists(inUse());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + path, e);
        }
    }

    private Path inUse() {
        return path.resolve("in-use");
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release " + path, e);
        }
    }
}
