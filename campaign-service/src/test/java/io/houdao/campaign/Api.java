package io.houdao.campaign;

import static io.restassured.RestAssured.given;

import io.houdao.kit.security.Roles;
import io.houdao.local.LocalStackResource;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The service over HTTP, as one caller with a real token. */
public final class Api {

    private final String token;

    private Api(String subject, String role, Map<String, Object> claims) {
        this.token = LocalStackResource.issuer().token(subject, Set.of(role), claims);
    }

    public static Api operator() {
        return new Api("operator-li", Roles.OPERATOR, Map.of());
    }

    public static Api service() {
        return new Api("placement-service", Roles.SERVICE, Map.of());
    }

    public static Api reviewer(String name) {
        return new Api(name, Roles.REVIEWER, Map.of());
    }

    /** A reviewer whom an advertiser employs. */
    public static Api reviewer(String name, UUID employer) {
        return new Api(name, Roles.REVIEWER, Map.of("advertiser", employer.toString()));
    }

    public static Api advertiser(UUID advertiserId) {
        return advertiser(advertiserId, "member-wang");
    }

    public static Api advertiser(UUID advertiserId, String member) {
        return new Api(member, Roles.ADVERTISER, Map.of("advertiser", advertiserId.toString()));
    }

    public static Api of(String role) {
        return new Api("somebody", role, Map.of());
    }

    public RequestSpecification request() {
        return given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON);
    }

    public Response get(String path) {
        return request().get(path);
    }

    /** A POST that creates, under a key of its own. */
    public Response create(String path, Object body) {
        return create(path, UUID.randomUUID().toString(), body);
    }

    public Response create(String path, String key, Object body) {
        return request().header("Idempotency-Key", key).body(body).post(path);
    }

    public Response post(String path, Object body) {
        return request().body(body).post(path);
    }

    public Response post(String path) {
        return request().post(path);
    }

    public Response put(String path, long version, Object body) {
        return request().header("If-Match", "\"" + version + "\"").body(body).put(path);
    }

    public Response patch(String path, Object body) {
        return request().body(body).patch(path);
    }

    public Response delete(String path) {
        return request().delete(path);
    }

    public Response importLines(String path, String lines) {
        return given().header("Authorization", "Bearer " + token)
                .contentType("application/x-ndjson")
                .body(lines.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post(path);
    }
}
