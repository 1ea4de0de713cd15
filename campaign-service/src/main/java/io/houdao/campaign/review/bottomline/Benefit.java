package io.houdao.campaign.review.bottomline;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Marketing is a service: who cannot say what a person gets has nothing to show them. */
@ApplicationScoped
class Benefit implements BottomLineRule {

    /** Chinese says much in few characters: 送一张早餐券 are six. */
    private static final int FEWEST_LETTERS = 6;

    @Override
    public Stream<Finding> findings(Submission submission) {
        return submission
                .parts()
                .filter(part -> letters(part.creative().benefit()) < FEWEST_LETTERS)
                .map(
                        part -> part.finding(
                                Rule.BENEFIT,
                                "/benefit",
                                part.creative().benefit() == null
                                        ? "it does not say what a person gets"
                                        : "it says too little of what a person gets",
                                "say in a sentence what whoever sees it gets, as in \"A sample bag of the rice that suits how you cook it\""));
    }

    private static long letters(@Nullable String text) {
        return text == null
                ? 0
                : text.codePoints().filter(Character::isLetterOrDigit).count();
    }
}
