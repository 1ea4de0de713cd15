package io.houdao.endtoend.k8s;

import static io.houdao.endtoend.k8s.Manifests.PRODUCTION;
import static io.houdao.endtoend.k8s.Manifests.SERVICES;
import static io.houdao.endtoend.k8s.Manifests.each;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is reachable from outside was decided, path by path, and only over TLS. */
class ManifestGatewayTest {

    /** Between services, or for operators inside the cluster: no route leads there. */
    private static final Set<String> INTERNAL = Set.of(
            "/v1/audiences", "/v1/budget-leases", "/v1/confirmations", "/v1/dead-letters", "/v1/models", "/v1/view");

    /** Pages for people, of files alone. */
    private static final Set<String> PAGES = Set.of("/console");

    private static final Pattern ROOT_PATH = Pattern.compile("@Path\\(\"(/v1/[a-z-]+)");

    private final Manifests production = Manifests.of(PRODUCTION);

    @Test
    void nothingInternalIsRouted() {
        assertThat(production.ofKind("HTTPRoute").stream().flatMap(ManifestGatewayTest::prefixes))
                .isNotEmpty()
                .doesNotContainAnyElementsOf(INTERNAL)
                .allMatch(prefix -> prefix.startsWith("/v1/") || PAGES.contains(prefix));
    }

    @Test
    void everyPathIsEitherRoutedOrInternal() throws IOException {
        for (var service : SERVICES) {
            var routed = prefixes(production.object("HTTPRoute", service)).collect(Collectors.toSet());
            var served = paths(service);

            assertThat(served).as(service + " serves what is routed to it").containsAll(routed);
            served.removeAll(INTERNAL);
            assertThat(routed)
                    .as(service + ": route it in k8s/components/gateway, or name it in INTERNAL")
                    .isEqualTo(served);
        }
    }

    @Test
    void nobodyOutsideDecidesWhatIsTraced() {
        for (var service : SERVICES) {
            assertThat(each(production.object("HTTPRoute", service).at("/spec/rules"))
                            .flatMap(rule -> each(rule.path("filters")))
                            .flatMap(filter -> each(filter.at("/requestHeaderModifier/remove")))
                            .map(JsonNode::asText))
                    .as(service)
                    .contains("traceparent", "tracestate");
        }
    }

    @Test
    void plainHttpLeadsToHttpsOnly() {
        var redirect = production.object("HTTPRoute", "to-https");

        assertThat(redirect.at("/spec/parentRefs/0/sectionName").asText()).isEqualTo("http");
        assertThat(redirect.at("/spec/rules/0/filters/0/requestRedirect/scheme").asText())
                .isEqualTo("https");
        assertThat(production.ofKind("HTTPRoute").stream()
                        .filter(route -> !route.equals(redirect))
                        .map(route -> route.at("/spec/parentRefs/0/sectionName").asText()))
                .hasSameSizeAs(SERVICES)
                .containsOnly("https");
    }

    @Test
    void aRouteLeadsToItsServiceByAListenerThatExists() {
        var listeners = each(production.object("Gateway", "houdao").at("/spec/listeners"))
                .map(listener -> listener.path("name").asText())
                .toList();

        for (var service : SERVICES) {
            var route = production.object("HTTPRoute", service);
            assertThat(listeners)
                    .contains(route.at("/spec/parentRefs/0/sectionName").asText());
            assertThat(route.at("/spec/rules/0/backendRefs/0/name").asText()).isEqualTo(service);
            assertThat(route.at("/spec/rules/0/backendRefs/0/port"))
                    .isEqualTo(production.object("Service", service).at("/spec/ports/0/port"));
        }
    }

    private static Stream<String> prefixes(JsonNode route) {
        return each(route.at("/spec/rules"))
                .flatMap(rule -> each(rule.path("matches")))
                .map(match -> match.at("/path/value").asText());
    }

    private static Set<String> paths(String service) throws IOException {
        try (var files = Files.walk(Manifests.ROOT.resolve(service).resolve("src/main/java"))) {
            var served = files.filter(file -> file.toString().endsWith("Resource.java"))
                    .flatMap(file -> ROOT_PATH.matcher(text(file)).results())
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet());
            PAGES.stream()
                    .filter(page -> Files.isDirectory(pages(service, page)))
                    .forEach(served::add);
            return served;
        }
    }

    private static Path pages(String service, String page) {
        return Manifests.ROOT.resolve(service).resolve("src/main/resources/META-INF/resources" + page);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
