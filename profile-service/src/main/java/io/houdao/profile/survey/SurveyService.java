package io.houdao.profile.survey;

import io.houdao.contracts.Tag;
import io.houdao.kit.problem.Problems;
import io.houdao.profile.survey.Survey.Question;
import io.houdao.profile.tag.SurveyedTags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Makes tags of what people answer. */
@ApplicationScoped
class SurveyService {

    private final Surveys surveys;
    private final SurveyedTags tags;

    SurveyService(Surveys surveys, SurveyedTags tags) {
        this.surveys = surveys;
        this.tags = tags;
    }

    /** Takes answers in place of earlier ones to the same survey. */
    Answered answer(UUID person, String name, SurveyAnswers answers) {
        var survey = surveys.survey(name).orElseThrow(() -> Problems.notFound("survey", name));
        if (survey.version() != Objects.requireNonNull(answers.version())) {
            throw Problems.conflict(
                    "The survey is at version " + survey.version() + ". Read it again: GET /v1/surveys.");
        }
        var told = told(survey, answers);
        if (!told.containsAll(answers.bringBack())) {
            throw Problems.invalid("bringBack", "must be tags that the answers tell, see GET /v1/surveys");
        }
        var away = tags.replace(person, survey.tags(), told, answers.bringBack());
        return new Answered(
                name,
                survey.version(),
                told.stream().filter(tag -> !away.contains(tag)).toList(),
                told.stream().filter(away::contains).toList());
    }

    private static Set<Tag> told(Survey survey, SurveyAnswers answers) {
        var told = new LinkedHashSet<Tag>();
        answers.answers().forEach((name, chosen) -> {
            var question = survey.question(name)
                    .orElseThrow(() -> Problems.invalid(
                            "answers", "must be to questions of GET /v1/surveys; " + name + " is none of this one's"));
            if (Set.copyOf(chosen).size() > question.most()) {
                throw Problems.invalid("answers." + name, "must be at most " + question.most());
            }
            chosen.forEach(answer -> told.add(tag(question, answer)));
        });
        return told;
    }

    private static Tag tag(Question question, String answer) {
        return question.answer(answer)
                .orElseThrow(() -> Problems.invalid(
                        "answers." + question.question(), "must be answers of GET /v1/surveys, was " + answer))
                .tag();
    }

    /**
     * What came of it.
     *
     * @param tags that are known now
     * @param keptAway tags that the person removed before: answered again with {@code bringBack} they come back
     */
    record Answered(String survey, int version, List<Tag> tags, List<Tag> keptAway) {}
}
