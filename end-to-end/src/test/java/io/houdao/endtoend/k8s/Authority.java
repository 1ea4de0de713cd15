package io.houdao.endtoend.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Certifies who somebody is, with the JDK's keytool, and hands certificates and keys out in the forms that operators write. */
final class Authority {

    private static final String PASSWORD = "changeit";
    private static final String SELF = "authority";

    private final Path folder;

    /** Keeps what it makes in {@code folder}. */
    Authority(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        keytool(SELF, "CN=" + SELF, "-ext", "bc:c=ca:true", "-ext", "ku:c=keyCertSign");
    }

    /** Certifies a server on this machine. */
    void certifyServer(String name) throws IOException, InterruptedException {
        keytool(name, "CN=" + name, "-signer", SELF, "-ext", "eku=serverAuth", "-ext", "san=ip:127.0.0.1");
    }

    /** Certifies a client, whose name it is. */
    void certifyClient(String name) throws IOException, InterruptedException {
        keytool(name, "CN=" + name, "-signer", SELF, "-ext", "eku=clientAuth");
    }

    /** Its own certificate, by which others are believed, as PEM. */
    void writeItself(Path file) throws IOException, GeneralSecurityException {
        write(file, pem("CERTIFICATE", store().getCertificate(SELF).getEncoded()));
    }

    void writeCertificate(String name, Path file) throws IOException, GeneralSecurityException {
        write(file, certificates(name));
    }

    /** As PKCS #8 in PEM, for the owner's eyes. */
    void writeKey(String name, Path file) throws IOException, GeneralSecurityException {
        write(file, key(name));
    }

    /** Key and certificate in one PEM file. */
    void writeBoth(String name, Path file) throws IOException, GeneralSecurityException {
        write(file, key(name) + certificates(name));
    }

    /** Key and certificate as PKCS #12. */
    void writeKeystore(String name, Path file, String password) throws IOException, GeneralSecurityException {
        var one = KeyStore.getInstance("PKCS12");
        one.load(null, null);
        one.setKeyEntry(
                name,
                store().getKey(name, PASSWORD.toCharArray()),
                password.toCharArray(),
                store().getCertificateChain(name));
        Files.createDirectories(file.getParent());
        try (var out = Files.newOutputStream(file)) {
            one.store(out, password.toCharArray());
        }
    }

    private String key(String name) throws IOException, GeneralSecurityException {
        return pem("PRIVATE KEY", store().getKey(name, PASSWORD.toCharArray()).getEncoded());
    }

    private String certificates(String name) throws IOException, GeneralSecurityException {
        var all = new StringBuilder();
        for (var certificate : store().getCertificateChain(name)) {
            all.append(pem("CERTIFICATE", certificate.getEncoded()));
        }
        return all.toString();
    }

    private static String pem(String what, byte[] der) {
        var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, body, what);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private KeyStore store() throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(keystore().toFile(), PASSWORD.toCharArray());
    }

    private Path keystore() {
        return folder.resolve("authority.p12");
    }

    private void keytool(String alias, String subject, String... more) throws IOException, InterruptedException {
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var command = new ArrayList<>(List.of(tool, "-genkeypair", "-alias", alias, "-dname", subject));
        command.addAll(List.of("-keyalg", "RSA", "-keysize", "2048", "-validity", "2"));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", keystore().toString(), "-storepass", PASSWORD));
        command.addAll(List.of(more));
        var said = folder.resolve("keytool.log").toFile();
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said);
        assertThat(process.start().waitFor()).as("exit code of " + command).isZero();
    }
}
