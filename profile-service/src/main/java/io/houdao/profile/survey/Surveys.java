package io.houdao.profile.survey;

import java.util.List;
import java.util.Optional;

/** All surveys, checked. What is not in here is not asked. */
record Surveys(List<Survey> all) {

    Surveys {
        all = List.copyOf(all);
    }

    Optional<Survey> survey(String name) {
        return all.stream().filter(survey -> survey.survey().equals(name)).findFirst();
    }
}
