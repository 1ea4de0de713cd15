package io.houdao.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that only their owner may read. */
final class Secrets {

    private Secrets() {}

    /** Writes {@code file} whole or not at all, with mode 600. */
    static void write(Path file, String secret) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var written = Files.createTempFile(file.getParent(), ".secret", "", ownerOnly);
        Files.writeString(written, secret);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
