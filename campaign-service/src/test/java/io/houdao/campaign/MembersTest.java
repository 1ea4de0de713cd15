package io.houdao.campaign;

import static io.houdao.campaign.Bodies.creative;
import static io.houdao.campaign.Bodies.lineItem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who acts for an advertiser, and whether anybody vouches for it. What each role is refused, EndpointsTest tries. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class MembersTest {

    @Inject
    Stored stored;

    private Member member;
    private String path;

    @BeforeEach
    void anAdvertiser() {
        member = Member.with(10 * Bodies.BUDGET);
        path = "/v1/advertisers/" + member.advertiserId();
    }

    @Test
    void somebodyAlwaysMayNameOthers() {
        name(member.api(), "member-he", "EDITOR").then().statusCode(409);
        name(member.api(), "member-wang", "OWNER").then().statusCode(200).body("namedBy", equalTo("member-wang"));
        name(member.api(), "member-wang", "VIEWER").then().statusCode(409);
        member.api().delete(path + "/members/member-wang").then().statusCode(409);

        name(member.api(), "member-li", "OWNER").then().statusCode(200);
        member.api().delete(path + "/members/member-wang").then().statusCode(204);
        member.api().get(path + "/members").then().statusCode(403);
        Api.operator().get(path + "/members").then().body("items.subject", equalTo(List.of("member-li")));
        Api.operator().delete(path + "/members/nobody").then().statusCode(404);
    }

    @Test
    void anEditorDraftsAndSubmitsButNamesNobody() {
        name(Api.operator(), "member-li", "OWNER").then().statusCode(200);
        name(Api.operator(), "member-wang", "EDITOR").then().statusCode(200);

        member.live(lineItem(creative()));
        name(member.api(), "member-wang", "OWNER").then().statusCode(403);
        member.api().delete(path + "/members/member-li").then().statusCode(403);
        member.api().get(path + "/members").then().statusCode(200);
        name(Api.operator(), "member-wang", "ROOT").then().statusCode(400).body("violations.field", hasItem("role"));
        assertThat(stored.number(
                        "select count(*) from change where what like 'member-%' and advertiser_id = ?",
                        member.advertiserId()))
                .isEqualTo(2);
    }

    @Test
    void nothingOfAnAdvertiserWhomNobodyVouchesForGoesOnTheAir() {
        Api.operator().get(path).then().body("verifiedBy", equalTo("operator-li"));
        var id = member.live(lineItem(creative()));
        member.api().post("/v1/line-items/" + id + "/pause").then().statusCode(200);
        var waiting =
                member.draft(Bodies.campaign(lineItem(creative()))).jsonPath().getUUID("campaignId");
        var reviewId = member.inReview(waiting);

        Api.operator().delete(path + "/verification").then().statusCode(200).body("verifiedAt", nullValue());
        member.submit(member.draft(Bodies.campaign(lineItem(creative())))
                        .jsonPath()
                        .getUUID("campaignId"))
                .then()
                .body("status", equalTo("failed-bottom-line"))
                .body("findings.rule", equalTo(List.of("advertiser-unverified")));
        member.api().post("/v1/line-items/" + id + "/resume").then().statusCode(409);
        Api.reviewer("reviewer-sun")
                .post("/v1/reviews/" + reviewId + "/verdict", Bodies.verdict("pass"))
                .then()
                .statusCode(409);
        assertThat(member.status(id)).isEqualTo("paused");

        verify().then().statusCode(200).body("verifiedAt", notNullValue());
        Member.pass(reviewId);
        member.api().post("/v1/line-items/" + id + "/resume").then().statusCode(200);
    }

    @Test
    void anAdvertiserMayBeTakenOnBeforeAnybodyVouchesForIt() {
        var id = UUID.randomUUID();
        var body =
                Map.of("advertiserId", id, "name", "Zhouzi " + id, "zone", "UTC", "currency", "EUR", "verified", false);
        Api.operator().create("/v1/advertisers", body).then().statusCode(201).body("verifiedAt", nullValue());

        assertThat(found("verified=false&name=ZHOUZI " + id)).containsExactly(id);
        assertThat(found("verified=true&name=zhouzi " + id)).isEmpty();
        assertThat(found("currency=EUR&name=" + id)).containsExactly(id);
        Api.operator()
                .get("/v1/advertisers?sort=colour")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("sort"));
    }

    @Test
    void advertisersAreSortedPageByPageAndAnAdvertiserSeesItself() {
        var first =
                Api.operator().get("/v1/advertisers?sort=-createdAt&limit=1").jsonPath();
        var second = Api.operator()
                .get("/v1/advertisers?sort=-createdAt&limit=1&cursor=" + first.getString("next"))
                .jsonPath();

        assertThat(Instant.parse(first.getString("items[0].createdAt")))
                .isAfterOrEqualTo(Instant.parse(second.getString("items[0].createdAt")));
        assertThat(first.getString("items[0].advertiserId")).isNotEqualTo(second.getString("items[0].advertiserId"));
        member.api()
                .get("/v1/advertisers?sort=name")
                .then()
                .body(
                        "items.advertiserId",
                        equalTo(List.of(member.advertiserId().toString())));
    }

    private static List<UUID> found(String filter) {
        return Api.operator().get("/v1/advertisers?" + filter).jsonPath().getList("items.advertiserId", UUID.class);
    }

    private Response verify() {
        return Api.operator()
                .request()
                .body(Map.of("evidence", "Licence 91310000"))
                .put(path + "/verification");
    }

    private Response name(Api by, String subject, String role) {
        return by.request().body(Map.of("role", role)).put(path + "/members/" + subject);
    }
}
