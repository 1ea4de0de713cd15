package io.houdao.endtoend.refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import com.fasterxml.jackson.databind.JsonNode;
import io.houdao.endtoend.SharedSuite;
import io.houdao.endtoend.driver.Http;
import io.houdao.local.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every operation in the OpenAPI document of a running service refuses a caller without a token, every role that it does not
 * name, a body that is no JSON, a field that it does not know, and what does not exist: each time with a problem of RFC 9457.
 * That nothing was stored by it is what the tests of each service look at.
 */
class EveryOperationTest {

    private static final Set<String> ROLES =
            Set.of("advertiser", "reviewer", "operator", "agent", "person", "device", "service");

    /** Takes whatever it is sent, and answers with all that is wrong with it. */
    private static final String DRY_RUN = "POST /v1/campaigns/validate";

    /** What a caller may ask for whether or not it is there. */
    private static final Set<String> ANSWERED_ALL_THE_SAME = Set.of(
            "GET /v1/hold-back/people/{id}", // an assignment is computed from the id
            "DELETE /v1/people/{personId}"); // forgetting who is not there is done at once

    private static final String UNKNOWN = UUID.randomUUID().toString();

    private final SharedSuite shared = SharedSuite.running();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @ParameterizedTest
    @EnumSource
    void nobodyEntersWithoutAToken(Service service) {
        each(service, Operation::isGuarded, operation -> expect(401, send(operation, null, operation.emptyBody())));
    }

    /* The document of campaign-service names no roles: OpenAPI 3.0 has no place for them. Its own tests try them all. */
    @ParameterizedTest
    @EnumSource(mode = EXCLUDE, names = "CAMPAIGN")
    void noRoleEntersThatIsNotNamed(Service service) {
        each(service, operation -> !operation.roles.isEmpty(), operation -> {
            var others = new TreeSet<>(ROLES);
            others.removeAll(operation.roles);
            return others.stream()
                    .map(role -> expect(403, send(operation, role, operation.emptyBody())))
                    .filter(wrong -> !wrong.isEmpty())
                    .findFirst()
                    .orElse("");
        });
    }

    @ParameterizedTest
    @EnumSource
    void aBodyThatIsNoJsonIsAProblem(Service service) {
        each(service, EveryOperationTest::readsJson, operation -> expect(400, sendAsOneOf(operation, "{\"")));
    }

    @ParameterizedTest
    @EnumSource
    void aFieldThatNobodyKnowsIsNamed(Service service) {
        // A patch is one of a line item that is there.
        each(service, operation -> readsJson(operation) && !operation.method.equals("PATCH"), operation -> {
            var response = sendAsOneOf(operation, "{\"noSuchField\":1}");
            var wrong = expect(400, response);
            return wrong.isEmpty() && !response.body().contains("noSuchField") ? response.body() : wrong;
        });
    }

    @ParameterizedTest
    @EnumSource
    void whatDoesNotExistIsNotFound(Service service) {
        each(
                service,
                operation -> operation.path.contains("{")
                        && !operation.takesJson()
                        && !ANSWERED_ALL_THE_SAME.contains(operation.toString()),
                operation -> expect(404, sendAsOneOf(operation, null)));
    }

    private static boolean readsJson(Operation operation) {
        return operation.takesJson() && !operation.toString().equals(DRY_RUN);
    }

    /** Runs {@code check}, which answers with what was wrong, on each operation of its kind. */
    private void each(Service service, Predicate<Operation> kind, Check check) {
        var wrong = new ArrayList<String>();
        var tried = operations(service).filter(kind).toList();
        for (var operation : tried) {
            var what = check.of(operation);
            if (!what.isEmpty()) {
                wrong.add(operation + ": " + what);
            }
        }
        assertThat(tried).isNotEmpty();
        assertThat(wrong).isEmpty();
    }

    private Stream<Operation> operations(Service service) {
        var base = shared.suite().uri(service);
        var document = Http.json(exchange(HttpRequest.newBuilder(base.resolve("/q/openapi?format=json")))
                .body());
        return document.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(method -> !method.getKey().equals("parameters"))
                        .map(method -> Operation.of(base, path.getKey(), method.getKey(), method.getValue())));
    }

    /** Sends it as whoever may. */
    private HttpResponse<String> sendAsOneOf(Operation operation, @Nullable String body) {
        var roles = operation.roles.isEmpty() ? new TreeSet<>(ROLES) : operation.roles;
        return roles.stream()
                .map(role -> send(operation, role, body))
                .filter(response -> response.statusCode() != 403)
                .findFirst()
                .orElseThrow(() -> new AssertionError(operation + " is for nobody"));
    }

    private HttpResponse<String> send(Operation operation, @Nullable String role, @Nullable String body) {
        var request = HttpRequest.newBuilder(operation.uri())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .method(operation.method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", operation.type);
        }
        if (role != null) {
            request.header("Authorization", "Bearer " + token(role));
        }
        return exchange(request);
    }

    private String token(String role) {
        var claims =
                role.equals("advertiser") ? Map.<String, Object>of("advertiser", UNKNOWN) : Map.<String, Object>of();
        return shared.suite().issuer().token(UNKNOWN, Set.of(role), claims);
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String expect(int status, HttpResponse<String> response) {
        var isProblem = response.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith("application/problem+json"))
                .isPresent();
        return isProblem && response.statusCode() == status ? "" : response.statusCode() + " " + response.body();
    }

    private interface Check {
        String of(Operation operation);
    }

    /**
     * One method of one path.
     *
     * @param roles who may call it; empty where everyone may who has a token
     * @param type of its body; empty where it takes none
     */
    private record Operation(URI base, String method, String path, boolean isGuarded, List<String> roles, String type) {

        static Operation of(URI base, String path, String method, JsonNode operation) {
            var roles = new ArrayList<String>();
            operation
                    .path("security")
                    .forEach(scheme -> scheme.forEach(all -> all.forEach(role -> roles.add(role.asText()))));
            roles.remove("**");
            var types = operation.at("/requestBody/content").fieldNames();
            return new Operation(
                    base,
                    method.toUpperCase(Locale.ROOT),
                    path,
                    !operation.path("security").isEmpty(),
                    roles,
                    types.hasNext() ? types.next() : "");
        }

        boolean takesJson() {
            return type.endsWith("/json") || type.endsWith("+json");
        }

        @Nullable
        String emptyBody() {
            return type.isEmpty() ? null : "{}";
        }

        URI uri() {
            var unknown = path.replaceAll("\\{(version|offset)}", "987654321").replaceAll("\\{\\w+}", UNKNOWN);
            return base.resolve(unknown + "?reason=a+test");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }
}
