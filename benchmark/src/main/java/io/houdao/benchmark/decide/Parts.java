package io.houdao.benchmark.decide;

import io.quarkus.arc.All;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts of a service by class, each made once by its constructor, as the service's container makes them: settings from
 * their defaults and what is given, lists of all classes of a kind from the package of that kind.
 */
public final class Parts {

    private final Map<Class<?>, Object> parts = new HashMap<>();
    private final Map<String, String> settings;

    public Parts(Map<String, String> settings) {
        this.settings = settings;
    }

    /** Takes a part that is not to be made. */
    public <T> Parts with(Class<T> type, T part) {
        parts.put(type, part);
        return this;
    }

    /** The part, made if need be. */
    public <T> T get(Class<T> type) {
        var present = parts.get(type);
        if (present == null) {
            present = type.isAnnotationPresent(ConfigMapping.class) ? settings(type) : make(type);
            parts.put(type, present);
        }
        return type.cast(present);
    }

    /** The part of a class that only its own package can name. */
    @SuppressWarnings("unchecked")
    public <T> T get(String type, Class<T> as) {
        try {
            return as.cast(get((Class<Object>) Class.forName(type)));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> T settings(Class<T> type) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(type)
                .withDefaultValues(settings)
                .addDiscoveredConverters()
                .build();
        return config.getConfigMapping(type);
    }

    private <T> T make(Class<T> type) {
        try {
            var constructor = constructor(type);
            constructor.setAccessible(true);
            return constructor.newInstance(Arrays.stream(constructor.getParameters())
                    .map(this::argument)
                    .toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type.getName(), e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> Constructor<T> constructor(Class<T> type) {
        var all = type.getDeclaredConstructors();
        return (Constructor<T>) Arrays.stream(all)
                .filter(each -> all.length == 1 || each.isAnnotationPresent(Inject.class))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("which constructor of " + type.getName() + "?"));
    }

    private Object argument(Parameter parameter) {
        return parameter.isAnnotationPresent(All.class)
                ? all((Class<?>) ((ParameterizedType) parameter.getParameterizedType()).getActualTypeArguments()[0])
                : get(parameter.getType());
    }

    private List<Object> all(Class<?> kind) {
        try {
            return inPackage(kind).stream()
                    .filter(type -> kind.isAssignableFrom(type) && !type.isInterface())
                    .<Object>map(this::get)
                    .toList();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("cannot list the package of " + kind, e);
        }
    }

    private static List<Class<?>> inPackage(Class<?> kind) throws IOException, URISyntaxException {
        var source = kind.getProtectionDomain().getCodeSource().getLocation().toURI();
        var folder = kind.getPackageName().replace('.', '/');
        if (!source.getPath().endsWith(".jar")) {
            return classes(kind, Path.of(source).resolve(folder));
        }
        try (var jar = FileSystems.newFileSystem(URI.create("jar:" + source), Map.of())) {
            return classes(kind, jar.getPath(folder));
        }
    }

    private static List<Class<?>> classes(Class<?> kind, Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.startsWith("package-info"))
                    .<Class<?>>map(name -> load(kind, name.substring(0, name.length() - ".class".length())))
                    .toList();
        }
    }

    private static Class<?> load(Class<?> kind, String name) {
        try {
            return Class.forName(kind.getPackageName() + "." + name, false, kind.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
