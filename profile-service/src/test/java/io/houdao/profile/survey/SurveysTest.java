package io.houdao.profile.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.houdao.profile.catalogue.Catalogue;
import io.houdao.profile.catalogue.CatalogueFiles;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SurveysTest {

    private static final Catalogue CATALOGUE = CatalogueFiles.read();
    private static final String GOOD = """
            [{"survey":"home","version":1,"title":{"zh":"家","en":"Home"},"questions":[
              {"question":"pets","text":{"zh":"宠物","en":"Pets"},"most":1,"answers":[
                {"answer":"cat","text":{"zh":"猫","en":"A cat"},"tag":"pets:cat"},
                {"answer":"dog","text":{"zh":"狗","en":"A dog"},"tag":"pets:dog"}]}]}]""";

    @Test
    void whatIsShippedIsWholeAndAsksForNothingSensitive() {
        var shipped = SurveyFiles.shipped(CATALOGUE).all();

        assertThat(shipped).hasSizeGreaterThanOrEqualTo(3);
        assertThat(shipped)
                .allSatisfy(survey -> assertThat(survey.tags())
                        .isNotEmpty()
                        .noneMatch(tag ->
                                CATALOGUE.isSensitive(CATALOGUE.domainOf(tag).orElseThrow())));
    }

    @Test
    void aSurveyIsData() {
        assertThat(read(GOOD)
                        .survey("home")
                        .orElseThrow()
                        .question("pets")
                        .orElseThrow()
                        .answers())
                .hasSize(2);
    }

    @Test
    void aSensitiveQuestionIsRefused() {
        refused("pets:dog", "condition:pregnancy", "sensitive");
    }

    @Test
    void whatOnlyDevicesTellIsNotAsked() {
        refused("pets:dog", "rice-texture:soft", "devices");
    }

    @Test
    void anAnswerNeedsATagThatExists() {
        refused("pets:dog", "pets:dragon", "pets:dragon");
    }

    @Test
    void noTagIsToldTwiceAndNothingHasTheSameName() {
        refused("pets:dog", "pets:cat", "twice");
        refused("\"dog\"", "\"cat\"", "twice");
        assertThatThrownBy(() -> read("[" + GOOD.substring(1, GOOD.length() - 1) + "," + GOOD.substring(1)))
                .hasMessageContaining("twice");
    }

    @Test
    void everyTextIsInBothLanguages() {
        refused("\"en\":\"A dog\"", "\"en\":\" \"", "both languages");
        refused("{\"zh\":\"宠物\",\"en\":\"Pets\"}", "null", "both languages");
    }

    @Test
    void numbersMakeSense() {
        refused("\"version\":1", "\"version\":0", "version");
        refused("\"most\":1", "\"most\":0", "most");
        refused("\"most\":1", "\"most\":3", "most");
    }

    private static void refused(String good, String bad, String why) {
        assertThat(GOOD).contains(good);
        assertThatThrownBy(() -> read(GOOD.replace(good, bad)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    private static Surveys read(String json) {
        return SurveyFiles.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), CATALOGUE);
    }
}
