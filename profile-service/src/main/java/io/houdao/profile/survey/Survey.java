package io.houdao.profile.survey;

import io.houdao.contracts.Tag;
import io.houdao.profile.catalogue.Name;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Some questions: data, and no code.
 *
 * @param survey its name, under which it is answered
 * @param version rises with every change of a text or a tag: whoever read another one is asked anew
 */
@RegisterForReflection
record Survey(@Schema(examples = "tastes") String survey, int version, Name title, List<Question> questions) {

    Survey {
        questions = List.copyOf(questions);
    }

    Optional<Question> question(String name) {
        return questions.stream()
                .filter(question -> question.question().equals(name))
                .findFirst();
    }

    /** Every tag that an answer to this can tell. */
    Set<Tag> tags() {
        return questions.stream()
                .flatMap(question -> question.answers().stream())
                .map(Answer::tag)
                .collect(Collectors.toSet());
    }

    /**
     * One question.
     *
     * @param most how many answers may be chosen
     */
    @RegisterForReflection
    record Question(String question, Name text, int most, List<Answer> answers) {

        public Question {
            answers = List.copyOf(answers);
        }

        Optional<Answer> answer(String name) {
            return answers.stream()
                    .filter(answer -> answer.answer().equals(name))
                    .findFirst();
        }
    }

    /** One answer, and what is known of whoever chooses it. */
    @RegisterForReflection
    record Answer(String answer, Name text, Tag tag) {}
}
