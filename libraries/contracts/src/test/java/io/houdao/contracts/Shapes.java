package io.houdao.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The JSON schemas of event types, by the simple names of their classes, as {@link Json} writes them. */
final class Shapes {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<Class<?>, String> FORMAT_BY_TEXT_TYPE = Map.of(
            UUID.class, "uuid",
            Instant.class, "date-time",
            Duration.class, "duration",
            LocalDate.class, "date",
            LocalTime.class, "time");
    private static final Set<Class<?>> WHOLE = Set.of(int.class, long.class, Integer.class, Long.class);
    private static final Set<Class<?>> BROKEN = Set.of(double.class, float.class, Double.class, Float.class);

    private final Map<Class<?>, ObjectNode> schemas = new LinkedHashMap<>();

    /** Adds {@code type} and whatever it holds. */
    ObjectNode reference(Class<?> type) {
        if (!schemas.containsKey(type)) {
            schemas.put(type, JSON.createObjectNode());
            schemas.put(type, describe(type));
        }
        return JSON.createObjectNode().put("$ref", "#/components/schemas/" + name(type));
    }

    /** By name, in alphabetical order. */
    Map<String, ObjectNode> schemas() {
        var byName = new TreeMap<String, ObjectNode>();
        schemas.forEach((type, schema) -> {
            if (byName.put(name(type), schema) != null) {
                throw new IllegalStateException("two types are named " + name(type));
            }
        });
        return byName;
    }

    Collection<Class<?>> types() {
        return schemas.keySet();
    }

    private static String name(Class<?> type) {
        var outer = type.getDeclaringClass();
        return outer == null ? type.getSimpleName() : name(outer) + "." + type.getSimpleName();
    }

    private ObjectNode describe(Class<?> type) {
        if (type.isEnum()) {
            return oneOfNames(type);
        }
        if (writtenAsText(type)) {
            return text();
        }
        var kinds = type.getAnnotation(JsonSubTypes.class);
        if (kinds != null) {
            return oneOf(kinds);
        }
        if (type.isRecord()) {
            return object(type);
        }
        throw new IllegalArgumentException("no schema is known for " + type);
    }

    private static boolean writtenAsText(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods()).anyMatch(method -> method.isAnnotationPresent(JsonValue.class))
                || type.isRecord()
                        && Arrays.stream(type.getDeclaredFields())
                                .anyMatch(field -> field.isAnnotationPresent(JsonValue.class));
    }

    private static ObjectNode text() {
        return JSON.createObjectNode().put("type", "string");
    }

    private static ObjectNode oneOfNames(Class<?> type) {
        var schema = text();
        var names = schema.putArray("enum");
        for (var constant : type.getEnumConstants()) {
            try {
                names.add(JSON.readTree(Json.write(constant)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return schema;
    }

    /* Types without a name are told apart by the fields that they have. */
    private ObjectNode oneOf(JsonSubTypes kinds) {
        var schema = JSON.createObjectNode();
        var choices = schema.putArray("oneOf");
        for (var kind : kinds.value()) {
            choices.add(reference(kind.value()));
            if (kind.name().isEmpty()) {
                continue;
            }
            var properties = (ObjectNode) schemas.get(kind.value()).path("properties");
            properties.set("type", text().put("const", kind.name()));
            ((ArrayNode) schemas.get(kind.value()).path("required")).insert(0, "type");
        }
        return schema;
    }

    private ObjectNode object(Class<?> type) {
        var schema = JSON.createObjectNode().put("type", "object");
        var required = schema.putArray("required");
        var properties = schema.putObject("properties");
        for (var component : type.getRecordComponents()) {
            properties.set(component.getName(), schema(component.getGenericType()));
            if (!mayBeAbsent(component)) {
                required.add(component.getName());
            }
        }
        return schema;
    }

    private static boolean mayBeAbsent(RecordComponent component) {
        AnnotatedElement type = component.getAnnotatedType();
        var included = component.getAccessor().getAnnotation(JsonInclude.class);
        return type.isAnnotationPresent(Nullable.class)
                || component.getType() == Optional.class
                || (included != null && included.value() == JsonInclude.Include.NON_EMPTY);
    }

    private ObjectNode schema(Type type) {
        if (type instanceof ParameterizedType generic) {
            return container((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
        }
        var plain = (Class<?>) type;
        if (FORMAT_BY_TEXT_TYPE.containsKey(plain)) {
            return text().put("format", FORMAT_BY_TEXT_TYPE.get(plain));
        }
        if (plain == String.class || plain == DayOfWeek.class) {
            return text();
        }
        if (WHOLE.contains(plain)) {
            return JSON.createObjectNode().put("type", "integer");
        }
        if (BROKEN.contains(plain)) {
            return JSON.createObjectNode().put("type", "number");
        }
        return plain == boolean.class || plain == Boolean.class
                ? JSON.createObjectNode().put("type", "boolean")
                : reference(plain);
    }

    private ObjectNode container(Class<?> raw, Type[] arguments) {
        if (Map.class.isAssignableFrom(raw)) {
            var schema = JSON.createObjectNode().put("type", "object");
            schema.set("additionalProperties", schema(arguments[1]));
            return schema;
        }
        if (Collection.class.isAssignableFrom(raw)) {
            var schema = JSON.createObjectNode().put("type", "array");
            schema.set("items", schema(arguments[0]));
            return schema;
        }
        return schema(arguments[0]);
    }
}
