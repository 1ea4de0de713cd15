package io.houdao.profile.survey;

import io.houdao.contracts.Tag;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a person says to a survey, in place of whatever they said before.
 *
 * @param version of the survey that they read
 * @param answers by question; a question that is left out is not answered, and with none of them nothing is said any more
 * @param bringBack tags that the person removed earlier and wants back; without that, what was removed stays away
 */
@Schema(examples = """
                {"version":1,"answers":{"diet":["spicy"],"interest":["cooking","travel"]}}""")
record SurveyAnswers(
        @NotNull(message = "must be the version of the survey that was read") @Nullable
        Integer version,

        @NotNull(message = "must say something to each question that is answered; \\{\\} takes everything back")
        @Size(max = 100, message = "must answer at most 100 questions")
        Map<
                        String,
                        @NotNull(message = "must be a list of answers")
                                @Size(max = 100, message = "must hold at most 100 answers") List<
                                @NotNull(message = "must be an answer") String>>
                answers,

        @Size(max = 100, message = "must name at most 100 tags")
        Set<@NotNull(message = "must be a tag, as in city:beijing") Tag> bringBack) {

    SurveyAnswers {
        bringBack = Objects.requireNonNullElse(bringBack, Set.of());
    }
}
