package io.houdao.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.URL;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once per user and version out of the jar that the build chose for this machine. */
final class PostgresBinaries {

    private PostgresBinaries() {}

    /** The directory that holds {@code initdb}, {@code pg_ctl} and {@code postgres}. */
    static Path bin() {
        var archive = archive();
        var home = cache().resolve(name(archive));
        try {
            if (!Files.exists(home)) {
                unpackTo(home, archive);
            }
            return home.resolve("bin");
        } catch (IOException e) {
            throw new StartFailure(
                    "cannot unpack PostgreSQL into " + home + " (" + e + "); HOUDAO_CACHE chooses a place");
        }
    }

    private static Path cache() {
        var chosen = System.getenv("HOUDAO_CACHE");
        return chosen == null ? Path.of(System.getProperty("user.home"), ".cache", "houdao") : Path.of(chosen);
    }

    private static URL archive() {
        var name = "/postgres-" + system() + "-" + processor() + ".txz";
        var archive = PostgresBinaries.class.getResource(name);
        if (archive == null) {
            throw new StartFailure("no PostgreSQL for this machine on the class path: " + name
                    + "; libraries/local-stack/pom.xml lists the machines it has one for");
        }
        return archive;
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
    }

    private static String processor() {
        return Map.of("amd64", "x86_64", "aarch64", "arm_64")
                .getOrDefault(System.getProperty("os.arch"), System.getProperty("os.arch"));
    }

    /** The jar's name without {@code .jar}: it tells the machine and the version. */
    private static String name(URL archive) {
        return archive.getPath().replaceFirst(".*/([^/]+)\\.jar!.*", "$1");
    }

    /** Several test runs may unpack at once: each does so aside, and the first to finish wins. */
    private static void unpackTo(Path home, URL archive) throws IOException {
        Files.createDirectories(home.getParent());
        var aside = Files.createTempDirectory(home.getParent(), "unpacking");
        try (var in = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive.openStream())))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                unpack(entry, in, aside);
            }
            Files.move(aside, home);
        } catch (FileSystemException e) {
            Directories.delete(aside);
            if (!Files.exists(home)) {
                throw e;
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, TarArchiveInputStream in, Path directory) throws IOException {
        var file = directory.resolve(entry.getName()).normalize();
        if (!file.startsWith(directory)) {
            throw new IOException("outside of the archive: " + entry.getName());
        }
        Files.createDirectories(entry.isDirectory() ? file : file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
            Files.copy(in, file);
            if ((entry.getMode() & 0100) != 0) {
                makeExecutable(file);
            }
        }
    }

    private static void makeExecutable(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        permissions.add(PosixFilePermission.OWNER_EXECUTE);
        Files.setPosixFilePermissions(file, permissions);
    }
}
