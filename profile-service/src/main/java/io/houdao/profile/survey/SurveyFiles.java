package io.houdao.profile.survey;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.houdao.contracts.DeviceKind;
import io.houdao.profile.catalogue.Catalogue;
import io.houdao.profile.catalogue.Name;
import io.houdao.profile.survey.Survey.Answer;
import io.houdao.profile.survey.Survey.Question;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Reads surveys from their file. */
final class SurveyFiles {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private SurveyFiles() {}

    /** Those of {@code resources/surveys}, checked; the service does not start with others. */
    @Produces
    @Singleton
    static Surveys shipped(Catalogue catalogue) {
        return read(
                Objects.requireNonNull(SurveyFiles.class.getResourceAsStream("/surveys/surveys.json"), "surveys"),
                catalogue);
    }

    /**
     * Reads and checks surveys; closes {@code json}.
     *
     * @throws IllegalArgumentException if one could tell what must not be known of anybody, or contradicts itself
     */
    static Surveys read(InputStream json, Catalogue catalogue) {
        try (json) {
            var list = JSON.getTypeFactory().constructCollectionType(List.class, Survey.class);
            var surveys = JSON.<List<Survey>>readValue(json, list);
            new Check(catalogue).all(surveys);
            return new Surveys(surveys);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read surveys", e);
        }
    }

    /**
     * What must hold. A tag is told by one answer of one survey alone: that survey, answered anew, takes it back, and no other
     * can have told it.
     */
    private static final class Check {

        private final Catalogue catalogue;
        private final Set<String> seen = new HashSet<>();

        Check(Catalogue catalogue) {
            this.catalogue = catalogue;
        }

        void all(List<Survey> surveys) {
            for (var survey : surveys) {
                once("survey " + survey.survey());
                require(survey.version() >= 1, survey.survey() + ": version must be 1 or more");
                whole(survey.title(), survey.survey());
                survey.questions().forEach(question -> question(survey, question));
            }
        }

        private void question(Survey survey, Question question) {
            var where = survey.survey() + "/" + question.question();
            once("question " + where);
            whole(question.text(), where);
            require(
                    question.most() >= 1
                            && question.most() <= question.answers().size(),
                    where + ": most must be from 1 to the number of answers");
            question.answers().forEach(answer -> answer(where + "/" + answer.answer(), answer));
        }

        private void answer(String where, Answer answer) {
            once("answer " + where);
            once("tag " + answer.tag());
            whole(answer.text(), where);
            var domain = catalogue
                    .domainOf(answer.tag())
                    .orElseThrow(() -> new IllegalArgumentException(where + ": there is no tag " + answer.tag()));
            require(!catalogue.isSensitive(domain), where + ": " + answer.tag() + " is sensitive and is not asked for");
            require(
                    catalogue.yields(DeviceKind.SELF, domain.dataKind()),
                    where + ": " + answer.tag() + " comes from devices alone");
        }

        private void whole(Name text, String where) {
            require(
                    text != null && !text.zh().isBlank() && !text.en().isBlank(),
                    where + ": needs a text in both languages");
        }

        private void once(String what) {
            require(seen.add(what), what + " is there twice");
        }

        private static void require(boolean holds, String otherwise) {
            if (!holds) {
                throw new IllegalArgumentException(otherwise);
            }
        }
    }
}
