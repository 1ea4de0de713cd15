package io.houdao.campaign;

import static io.houdao.campaign.Bodies.creative;
import static io.houdao.campaign.Bodies.lineItem;
import static io.houdao.campaign.Bodies.verdict;
import static io.houdao.campaign.Bodies.with;

import io.houdao.kit.security.Roles;
import io.restassured.http.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint, as a row of the table that the tests of refusals go through.
 *
 * @param roles who may
 * @param body a good one; absent where it takes none
 * @param required a field that must be in it
 */
record Endpoint(
        Method method,
        String path,
        Set<String> roles,
        Map<String, Object> body,
        @Nullable String required) {

    private static final Set<String> OWNERS = Set.of(Roles.ADVERTISER, Roles.OPERATOR);
    private static final Set<String> ADVERTISER = Set.of(Roles.ADVERTISER);
    private static final Set<String> OPERATOR = Set.of(Roles.OPERATOR);
    private static final Set<String> REVIEWER = Set.of(Roles.REVIEWER);
    private static final Set<String> SERVICE = Set.of(Roles.SERVICE);
    private static final Set<String> GUARDS = Set.of(Roles.OPERATOR, Roles.REVIEWER);
    private static final Set<String> ALL_SIDES = Set.of(Roles.OPERATOR, Roles.REVIEWER, Roles.ADVERTISER);
    private static final Map<String, Object> STOP =
            Map.of("reason", "It shouts.", "issues", List.of(Map.of("title", "Too loud")));

    /** All of them. */
    static final List<Endpoint> ENDPOINTS = List.of(
            creates(OPERATOR, "/v1/advertisers", Map.of("name", "A", "zone", "UTC", "currency", "CNY"), "name"),
            reads(OWNERS, "/v1/advertisers"),
            reads(OWNERS, "/v1/advertisers/{advertiser}"),
            new Endpoint(
                    Method.PUT,
                    "/v1/advertisers/{advertiser}/domains",
                    OPERATOR,
                    Map.of("domains", List.of("a.example")),
                    "domains"),
            new Endpoint(
                    Method.PUT,
                    "/v1/advertisers/{advertiser}/verification",
                    OPERATOR,
                    Map.of("evidence", "Licence 91310000"),
                    "evidence"),
            new Endpoint(Method.DELETE, "/v1/advertisers/{advertiser}/verification", OPERATOR, null, null),
            reads(OWNERS, "/v1/advertisers/{advertiser}/members"),
            new Endpoint(
                    Method.PUT,
                    "/v1/advertisers/{advertiser}/members/{member}",
                    OWNERS,
                    Map.of("role", "OWNER"),
                    "role"),
            new Endpoint(Method.DELETE, "/v1/advertisers/{advertiser}/members/{member}", OWNERS, null, null),
            creates(
                    OPERATOR,
                    "/v1/advertisers/{advertiser}/deposits",
                    Map.of("amountMicros", 1, "reference", "r"),
                    "amountMicros"),
            reads(OWNERS, "/v1/advertisers/{advertiser}/account"),
            reads(OWNERS, "/v1/advertisers/{advertiser}/bookings"),
            reads(OWNERS, "/v1/advertisers/{advertiser}/days"),
            reads(OWNERS, "/v1/advertisers/{advertiser}/audit"),
            reads(OWNERS, "/v1/advertisers/{advertiser}/audit/verification"),
            creates(ADVERTISER, "/v1/campaigns", Bodies.campaign(lineItem(creative())), "name"),
            reads(OWNERS, "/v1/campaigns"),
            reads(OWNERS, "/v1/campaigns/{campaign}"),
            new Endpoint(
                    Method.PUT,
                    "/v1/campaigns/{campaign}",
                    ADVERTISER,
                    Map.of("version", 0, "name", "Rice", "category", "food"),
                    "category"),
            reads(OWNERS, "/v1/campaigns/{campaign}/history"),
            reads(OWNERS, "/v1/campaigns/{campaign}/report"),
            reads(OWNERS, "/v1/campaigns/{campaign}/report/breakdown"),
            reads(OWNERS, "/v1/campaigns/{campaign}/scorecard"),
            reads(OWNERS, "/v1/campaigns/{campaign}/line-items"),
            creates(ADVERTISER, "/v1/campaigns/{campaign}/line-items", lineItem(creative()), "budgetMicros"),
            new Endpoint(Method.POST, "/v1/campaigns/{campaign}/line-items/import", ADVERTISER, null, null),
            reads(OWNERS, "/v1/campaigns/{campaign}/line-items/imports"),
            reads(OWNERS, "/v1/campaigns/{campaign}/line-items/imports/{import}"),
            does(ADVERTISER, "/v1/campaigns/{campaign}/submit"),
            does(ADVERTISER, "/v1/campaigns/{campaign}/check"),
            new Endpoint(Method.POST, "/v1/campaigns/validate", ADVERTISER, null, null),
            new Endpoint(Method.POST, "/v1/campaigns/{campaign}/copy", ADVERTISER, null, null),
            does(ADVERTISER, "/v1/campaigns/{campaign}/archive"),
            does(ADVERTISER, "/v1/campaigns/{campaign}/unarchive"),
            reads(OWNERS, "/v1/campaigns/{campaign}/reviews"),
            new Endpoint(
                    Method.POST,
                    "/v1/campaigns/{campaign}/reviews/{review}/appeal",
                    ADVERTISER,
                    Map.of("grounds", "It is true."),
                    "grounds"),
            creates(GUARDS, "/v1/campaigns/{campaign}/stop-ship", STOP, "reason"),
            reads(ALL_SIDES, "/v1/campaigns/{campaign}/stop-ship"),
            creates(GUARDS, "/v1/campaigns/{campaign}/stop-ship/issues", Map.of("title", "Too loud"), "title"),
            new Endpoint(
                    Method.POST,
                    "/v1/campaigns/{campaign}/stop-ship/issues/{issue}/fix",
                    ADVERTISER,
                    Map.of("words", "Done."),
                    "words"),
            does(REVIEWER, "/v1/campaigns/{campaign}/stop-ship/issues/{issue}/close"),
            new Endpoint(
                    Method.POST,
                    "/v1/campaigns/{campaign}/stop-ship/issues/{issue}/reopen",
                    REVIEWER,
                    Map.of("words", "It is not."),
                    "words"),
            new Endpoint(
                    Method.POST,
                    "/v1/campaigns/{campaign}/stop-ship/appeal",
                    ADVERTISER,
                    Map.of("grounds", "It is quiet."),
                    "grounds"),
            new Endpoint(
                    Method.POST,
                    "/v1/campaigns/{campaign}/stop-ship/appeal/verdict",
                    REVIEWER,
                    Map.of("verdict", "granted", "reasons", "It is."),
                    "verdict"),
            reads(OWNERS, "/v1/line-items/{lineItem}"),
            reads(OWNERS, "/v1/line-items/{lineItem}/versions"),
            reads(OWNERS, "/v1/line-items/{lineItem}/diff"),
            new Endpoint(Method.POST, "/v1/forecasts", ADVERTISER, lineItem(creative()), "scenes"),
            creates(ADVERTISER, "/v1/webhooks", Map.of("url", "http://localhost:1/"), "url"),
            reads(ADVERTISER, "/v1/webhooks"),
            new Endpoint(Method.DELETE, "/v1/webhooks/{webhook}", ADVERTISER, null, null),
            reads(ADVERTISER, "/v1/webhooks/{webhook}/deliveries"),
            new Endpoint(Method.PUT, "/v1/line-items/{lineItem}", ADVERTISER, with(lineItem(), "version", 0), "scenes"),
            new Endpoint(Method.PATCH, "/v1/line-items/{lineItem}", ADVERTISER, Map.of("name", "B"), null),
            new Endpoint(Method.POST, "/v1/line-items/{lineItem}/successor", ADVERTISER, null, null),
            does(OWNERS, "/v1/line-items/{lineItem}/pause"),
            does(OWNERS, "/v1/line-items/{lineItem}/resume"),
            does(OWNERS, "/v1/line-items/{lineItem}/stop"),
            creates(
                    ADVERTISER,
                    "/v1/line-items/{lineItem}/creatives",
                    with(creative(), "benefit", "Something else"),
                    null),
            new Endpoint(
                    Method.PUT,
                    "/v1/line-items/{lineItem}/creatives/{creative}",
                    ADVERTISER,
                    with(creative(), "version", 0),
                    null),
            new Endpoint(Method.DELETE, "/v1/line-items/{lineItem}/creatives/{creative}", ADVERTISER, null, null),
            reads(REVIEWER, "/v1/reviews"),
            reads(REVIEWER, "/v1/reviews/{review}"),
            does(REVIEWER, "/v1/reviews/{review}/claim"),
            new Endpoint(Method.DELETE, "/v1/reviews/{review}/claim", REVIEWER, null, null),
            new Endpoint(Method.POST, "/v1/reviews/{review}/verdict", REVIEWER, verdict("pass"), "sincerity"),
            new Endpoint(Method.POST, "/v1/budget-leases", SERVICE, leases(), "requests"),
            new Endpoint(
                    Method.POST,
                    "/v1/budget-leases/returns",
                    SERVICE,
                    Map.of("returns", List.of(Map.of("leaseId", UUID.randomUUID(), "amountMicros", 1))),
                    "returns"),
            new Endpoint(
                    Method.POST,
                    "/v1/confirmations",
                    SERVICE,
                    Map.of("records", List.of(Map.of("lineItemId", UUID.randomUUID(), "digest", "0".repeat(64)))),
                    "records"));

    boolean isList() {
        return method == Method.GET
                && path.matches(
                        ".*(advertisers|campaigns|line-items|imports|reviews|history|bookings|days|deliveries)");
    }

    private static Endpoint reads(Set<String> roles, String path) {
        return new Endpoint(Method.GET, path, roles, null, null);
    }

    private static Endpoint does(Set<String> roles, String path) {
        return new Endpoint(Method.POST, path, roles, null, null);
    }

    private static Endpoint creates(
            Set<String> roles, String path, Map<String, Object> body, @Nullable String required) {
        return new Endpoint(Method.POST, path, roles, body, required);
    }

    private static Map<String, Object> leases() {
        return Map.of(
                "replica",
                "placement-1",
                "requests",
                List.of(Map.of("lineItemId", UUID.randomUUID(), "amountMicros", 1)));
    }
}
