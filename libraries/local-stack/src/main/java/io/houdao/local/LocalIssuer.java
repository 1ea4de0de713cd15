package io.houdao.local;

import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/** Signs real tokens for whoever the demo or a test needs: the stand-in for a company's identity provider. */
public final class LocalIssuer {

    /** The {@code iss} of every token. */
    public static final String ISSUER = "https://issuer.houdao.local";

    /** How long a token lasts unless asked otherwise. */
    public static final Duration SHORT = Duration.ofHours(1);

    /** How long a token lasts that a person copies from a terminal, or that a service holds. */
    public static final Duration LONG = Duration.ofDays(30);

    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final PrivateKey key;
    private final Path publicKeyFile;
    private final Clock clock;

    private LocalIssuer(PrivateKey key, Path publicKeyFile, Clock clock) {
        this.key = key;
        this.publicKeyFile = publicKeyFile;
        this.clock = clock;
    }

    /** Signs with the RSA-2048 key pair in {@code directory}, which is made if it is not there. */
    public static LocalIssuer in(Path directory) {
        return in(directory, Clock.systemUTC());
    }

    static LocalIssuer in(Path directory, Clock clock) {
        var privateKeyFile = directory.resolve("private.pem");
        var publicKeyFile = directory.resolve("public.pem");
        try {
            if (!Files.exists(privateKeyFile)) {
                makeKeys(directory, privateKeyFile, publicKeyFile);
            }
            return new LocalIssuer(read(privateKeyFile), publicKeyFile, clock);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep keys in " + directory, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("not an RSA key: " + privateKeyFile, e);
        }
    }

    /** Lasts {@link #SHORT}; otherwise as {@link #token(String, Set, Map, Duration)}. */
    public String token(String subject, Set<String> roles, Map<String, Object> claims) {
        return token(subject, roles, claims, SHORT);
    }

    /**
     * A signed token.
     *
     * @param subject who the caller is
     * @param roles its {@code groups}
     * @param claims any more, by name
     * @param lifetime from now; a negative one makes a token that has expired
     */
    public String token(String subject, Set<String> roles, Map<String, Object> claims, Duration lifetime) {
        var now = clock.instant();
        var expiry = now.plus(lifetime);
        var issued = expiry.isBefore(now) ? expiry.minus(SHORT) : now;
        var token = Jwt.claims(claims)
                .issuer(ISSUER)
                .subject(subject)
                .groups(roles)
                .issuedAt(issued)
                .expiresAt(expiry);
        return token.sign(key);
    }

    /** What services verify tokens with, in PEM form. */
    public Path publicKeyFile() {
        return publicKeyFile;
    }

    /** The private key is written last: where it is, both are. */
    private static void makeKeys(Path directory, Path privateKeyFile, Path publicKeyFile)
            throws IOException, GeneralSecurityException {
        Files.createDirectories(directory);
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var pair = generator.generateKeyPair();
        Files.writeString(publicKeyFile, pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        Secrets.write(privateKeyFile, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    }

    private static String pem(String label, byte[] key) {
        return "-----BEGIN " + label + "-----\n" + PEM.encodeToString(key) + "\n-----END " + label + "-----\n";
    }

    private static PrivateKey read(Path file) throws IOException, GeneralSecurityException {
        var base64 = Files.readString(file).replaceAll("-----[A-Z ]+-----", "");
        var bytes = Base64.getMimeDecoder().decode(base64);
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes));
    }
}
