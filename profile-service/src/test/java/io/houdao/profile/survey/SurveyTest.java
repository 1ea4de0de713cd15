package io.houdao.profile.survey;

import static io.houdao.profile.ProfileDriver.PROBLEM;
import static io.houdao.profile.ProfileDriver.aChild;
import static io.houdao.profile.ProfileDriver.aDevice;
import static io.houdao.profile.ProfileDriver.aPerson;
import static io.houdao.profile.ProfileDriver.asAgent;
import static io.houdao.profile.ProfileDriver.asOperator;
import static io.houdao.profile.ProfileDriver.asPerson;
import static io.houdao.profile.ProfileDriver.declare;
import static io.houdao.profile.ProfileDriver.grant;
import static io.houdao.profile.ProfileDriver.projection;
import static io.houdao.profile.ProfileDriver.put;
import static io.houdao.profile.ProfileDriver.tagsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;

import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class SurveyTest {

    @Test
    void nobodyAnswersForSomebodyElse() {
        var anna = aPerson();

        tell(asPerson(aPerson()), anna, "'diet':['spicy']")
                .then()
                .statusCode(404)
                .contentType(PROBLEM);
        tell(asOperator(), anna, "'diet':['spicy']").then().statusCode(403);
        tell(asAgent(), anna, "'diet':['spicy']").then().statusCode(403);

        assertThat(tagsOf(anna)).isEmpty();
    }

    @Test
    void surveysAreReadInBothLanguages() {
        asPerson(aPerson())
                .get("/v1/surveys")
                .then()
                .statusCode(200)
                .body("items.survey", hasItem("tastes"))
                .body("items.find { it.survey == 'tastes' }.title.en", org.hamcrest.Matchers.equalTo("Your tastes"))
                .body("items.find { it.survey == 'tastes' }.questions[0].answers.tag", hasItem("diet:spicy"));
    }

    @Test
    void whoReadAnotherVersionAndWhoAsksForNoSurveyIsTold() {
        var anna = aPerson();

        put(asPerson(anna), "/v1/people/" + anna + "/surveys/tastes", "{\"version\":2,\"answers\":{}}")
                .then()
                .statusCode(409)
                .contentType(PROBLEM);
        put(asPerson(anna), "/v1/people/" + anna + "/surveys/secrets", "{\"version\":1,\"answers\":{}}")
                .then()
                .statusCode(404)
                .contentType(PROBLEM);
    }

    @Test
    void anAnswerIsATagThatLeavesOnlyWithAPermission() {
        var anna = aPerson();
        aDevice(anna, "tv");

        tell(anna, "'diet':['spicy'],'interest':['cooking','travel']")
                .then()
                .statusCode(200)
                .body("tags", containsInAnyOrder("diet:spicy", "interest:cooking", "interest:travel"))
                .body("keptAway", empty());

        asPerson(anna)
                .get("/v1/people/" + anna + "/tags/diet:spicy")
                .then()
                .body("items.provenance", contains("SURVEYED"))
                .body("items.source", contains("self"));
        projection(anna).then().body("surfaces.tv.tags", empty());
        grant(anna, "self", "tastes", "tv");
        projection(anna).then().body("surfaces.tv.tags.provenance", hasItem("SURVEYED"));
    }

    @Test
    void answeringAnewReplacesAndAnsweringNothingTakesBackButNotWhatWasDeclared() {
        var anna = aPerson();
        declare(anna, "interest:music");
        declare(anna, "diet:light");
        tell(anna, "'diet':['spicy','light'],'interest':['cooking']").then().statusCode(200);

        tell(anna, "'diet':['vegetarian']").then().statusCode(200);
        assertThat(tagsOf(anna)).containsExactlyInAnyOrder("interest:music", "diet:light", "diet:vegetarian");

        tell(anna, "").then().statusCode(200);
        assertThat(tagsOf(anna)).containsExactlyInAnyOrder("interest:music", "diet:light");
    }

    @Test
    void whatIsDeclaredAfterASurveyIsTheirOwnWord() {
        var anna = aPerson();
        tell(anna, "'diet':['spicy']").then().statusCode(200);

        declare(anna, "diet:spicy");
        tell(anna, "").then().statusCode(200);

        assertThat(tagsOf(anna)).containsExactly("diet:spicy");
    }

    @Test
    void aRemovedTagStaysAwayUntilThePersonAsksForItKnowingly() {
        var anna = aPerson();
        tell(anna, "'diet':['spicy']").then().statusCode(200);
        asPerson(anna).delete("/v1/people/" + anna + "/tags/diet:spicy").then().statusCode(204);

        tell(anna, "'diet':['spicy','light']")
                .then()
                .statusCode(200)
                .body("tags", contains("diet:light"))
                .body("keptAway", contains("diet:spicy"));
        assertThat(tagsOf(anna)).containsExactly("diet:light");

        put(
                        asPerson(anna),
                        "/v1/people/" + anna + "/surveys/tastes",
                        "{\"version\":1,\"answers\":{\"diet\":[\"spicy\"]},\"bringBack\":[\"diet:spicy\"]}")
                .then()
                .statusCode(200)
                .body("tags", contains("diet:spicy"));
        assertThat(tagsOf(anna)).containsExactly("diet:spicy");
    }

    @Test
    void ofAChildOrOfWhomRefusedNoAnswerIsKept() {
        var ben = aChild();
        var anna = aPerson();
        put(asPerson(anna), "/v1/people/" + anna + "/switches", "{\"refused\":true}");

        tell(ben, "'diet':['spicy']").then().statusCode(409).contentType(PROBLEM);
        tell(anna, "'diet':['spicy']").then().statusCode(409).contentType(PROBLEM);
        tell(anna, "").then().statusCode(200);

        assertThat(tagsOf(ben)).isEmpty();
        assertThat(tagsOf(anna)).isEmpty();
    }

    private static Response tell(UUID person, String answers) {
        return tell(asPerson(person), person, answers);
    }

    private static Response tell(RequestSpecification caller, UUID person, String answers) {
        var body = "{'version':1,'answers':{" + answers + "}}";
        return put(caller, "/v1/people/" + person + "/surveys/tastes", body.replace('\'', '"'));
    }
}
