package io.houdao.endtoend.images;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.ReferencedClassObject;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.houdao.endtoend.k8s.Manifests;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Every service passes the build steps of a native image, all but the compiler's, and these left out nothing that it reads or
 * writes by reflection. That the compiler takes the result, and that it runs, is not shown by this.
 */
class NativeSourcesTest {

    static final List<String> SERVICES = Manifests.SERVICES;

    private static final String PERSISTENCE = "jakarta.persistence.";
    /** Sealed as bytes of its own. */
    private static final String NOT_JSON = "io.houdao.contracts.placement.Receipt";

    /** Records that look like JSON from outside and are none: a header, a part of a question, a step of a decision. */
    private static final Set<String> NO_JSON = Set.of(
            "io.houdao.campaign.ExpectedVersion",
            "io.houdao.campaign.report.Breakdowns$Part",
            "io.houdao.placement.decision.scene.Opening");

    private static final String RESPONSE = "jakarta.ws.rs.core.Response";
    private static final List<String> VERBS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

    @ParameterizedTest
    @FieldSource("SERVICES")
    void everyEntityIsRegistered(String service) throws IOException {
        var entities =
                classes(service).stream().filter(NativeSourcesTest::isMapped).toList();

        assertRegistered(service, entities);
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void everyBodyIsRegisteredWithAllThatIsInIt(String service) throws IOException {
        var bodies = new HashSet<JavaClass>();
        classes(service).stream()
                .flatMap(it -> it.getMethods().stream())
                .filter(NativeSourcesTest::isEndpoint)
                .flatMap(NativeSourcesTest::bodies)
                .forEach(body -> addWithAllInIt(body, bodies));

        assertRegistered(service, bodies);
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void everythingElseThatIsReadFromJsonIsRegisteredWithAllThatIsInIt(String service) throws IOException {
        var read = new HashSet<JavaClass>();
        classes(service).stream().flatMap(NativeSourcesTest::namedToBeRead).forEach(type -> addWithAllInIt(type, read));

        assertRegistered(service, read);
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void everyEventIsRegistered(String service) throws IOException {
        var events = new ClassFileImporter()
                .importPath(Manifests.ROOT.resolve("libraries/contracts/target/classes")).stream()
                        .filter(JavaClass::isRecord)
                        .filter(it -> !it.getName().equals(NOT_JSON))
                        .toList();

        assertRegistered(service, events);
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void everyMigrationAndEveryOtherFileThatIsReadIsIncluded(String service) throws IOException {
        var sources = NativeSources.of(service);
        var files = new ArrayList<>(resources(service));
        files.addAll(resources("libraries/service-kit"));

        assertThat(files)
                .anyMatch(file -> file.startsWith("db/migration/"))
                .anyMatch(file -> file.startsWith("db/kit/"));
        assertThat(files).allMatch(sources::includes);
    }

    @Test
    void ourOwnCodeNeedsNoReflectionAtRunTime() {
        noClasses()
                .should()
                .callMethod(Class.class, "forName", String.class)
                .orShould()
                .callMethod(Class.class, "forName", String.class, boolean.class, ClassLoader.class)
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(
                        Method.class,
                        Field.class,
                        Constructor.class,
                        InvocationHandler.class,
                        Proxy.class,
                        ServiceLoader.class)
                .because("a native image knows only what is registered, by annotation")
                .check(ours());
    }

    private static void assertRegistered(String service, Iterable<JavaClass> needed) throws IOException {
        var registered = NativeSources.of(service).classesByReflection();

        assertThat(needed).isNotEmpty();
        assertThat(needed)
                .extracting(JavaClass::getName)
                .filteredOn(name -> !registered.contains(name))
                .isEmpty();
    }

    private static JavaClasses classes(String service) {
        return new ClassFileImporter()
                .importPath(Manifests.ROOT.resolve(service).resolve("target/classes"));
    }

    private static JavaClasses ours() {
        var modules = Stream.concat(SERVICES.stream(), Stream.of("libraries/contracts", "libraries/service-kit"));
        return new ClassFileImporter()
                .importPaths(
                        modules.map(module -> Manifests.ROOT.resolve(module).resolve("target/classes"))
                                .toList());
    }

    private static boolean isMapped(JavaClass it) {
        return Stream.of("Entity", "Embeddable", "MappedSuperclass")
                .anyMatch(annotation -> it.isAnnotatedWith(PERSISTENCE + annotation));
    }

    private static boolean isEndpoint(JavaMethod method) {
        return VERBS.stream().anyMatch(verb -> method.isAnnotatedWith("jakarta.ws.rs." + verb));
    }

    /** What it takes and returns; of a {@code Response}, which does not say what is in it, all that could be. */
    private static Stream<JavaClass> bodies(JavaMethod endpoint) {
        var declared = Stream.concat(
                        endpoint.getParameterTypes().stream().flatMap(NativeSourcesTest::raw),
                        raw(endpoint.getReturnType()))
                .toList();
        if (declared.stream().noneMatch(type -> type.getName().equals(RESPONSE))) {
            return declared.stream();
        }
        var made = endpoint.getConstructorCallsFromSelf().stream().map(JavaCall::getTargetOwner);
        var asked = endpoint.getMethodCallsFromSelf().stream()
                .flatMap(call -> call.getTarget().resolveMember().stream())
                .flatMap(method -> raw(method.getReturnType()));
        return Stream.of(declared.stream(), made, asked).flatMap(it -> it);
    }

    /** Whose class object is handed on, as to what reads JSON, alone or as a {@code TypeReference}. */
    private static Stream<JavaClass> namedToBeRead(JavaClass it) {
        var handedOn = it.getReferencedClassObjects().stream().map(ReferencedClassObject::getRawType);
        var referred = it.getSuperclass().stream()
                .filter(type -> type.toErasure().getSimpleName().equals("TypeReference"))
                .flatMap(NativeSourcesTest::raw);
        return Stream.concat(handedOn, referred);
    }

    private static Stream<JavaClass> raw(JavaType type) {
        return type.getAllInvolvedRawTypes().stream();
    }

    private static void addWithAllInIt(JavaClass body, Set<JavaClass> bodies) {
        var isOurs = body.getPackageName().startsWith("io.houdao") && !NO_JSON.contains(body.getName());
        if (isOurs && (body.isRecord() || body.isInterface()) && bodies.add(body)) {
            body.getFields().stream()
                    .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                    .flatMap(field -> raw(field.getType()))
                    .forEach(part -> addWithAllInIt(part, bodies));
            body.getSubclasses().forEach(part -> addWithAllInIt(part, bodies));
        }
    }

    /** What lies beside the classes, without what only the build reads. */
    private static List<String> resources(String module) throws IOException {
        var folder = Manifests.ROOT.resolve(module).resolve("src/main/resources");
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(file ->
                            !file.matches("application\\.properties|META-INF/(beans|microprofile).*|openapi/.*"))
                    .toList();
        }
    }
}
