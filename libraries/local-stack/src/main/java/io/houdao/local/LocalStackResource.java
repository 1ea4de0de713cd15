package io.houdao.local;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives {@code @QuarkusTest} classes an empty PostgreSQL database, Kafka with every topic, and keys for tokens and
 * receipts: {@code @QuarkusTestResource(LocalStackResource.class)}.
 *
 * <p>It starts once per JVM, however many test classes and class loaders ask for it, so test classes share the
 * database and the topics; everything is gone when the JVM ends.
 */
public final class LocalStackResource implements QuarkusTestResourceLifecycleManager {

    static final String KEYS = "houdao.local.keys";
    static final String KAFKA = "houdao.local.kafka";

    /** Signs tokens that the application under test accepts. */
    public static LocalIssuer issuer() {
        return LocalIssuer.in(Path.of(property(KEYS)));
    }

    /** Where Kafka clients of a test connect, such as {@code 127.0.0.1:40913}. */
    public static String kafkaBootstrap() {
        return property(KAFKA);
    }

    private static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("annotate the test with @QuarkusTestResource(LocalStackResource.class)");
        }
        return value;
    }

    /**
     * Starts the stack unless it runs already. A test and its application live in class loaders that come and go;
     * the stack lives in the one that stays.
     */
    @Override
    @SuppressWarnings("unchecked")
    public Map<String, String> start() {
        try {
            var throwaway = Class.forName(Throwaway.class.getName(), true, ClassLoader.getSystemClassLoader());
            var settings = throwaway.getDeclaredMethod("settings");
            settings.setAccessible(true);
            @Nullable Object result = settings.invoke(null);
            return (Map<String, String>) java.util.Objects.requireNonNull(result);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot start PostgreSQL and Kafka for tests", e);
        }
    }

    /** Nothing to do: the stack serves the next test class too. */
    @Override
    public void stop() {}
}
