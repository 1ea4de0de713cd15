package io.houdao.campaign.review.bottomline;

import io.houdao.campaign.creative.Variant;
import io.houdao.contracts.Scene;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every scene that is bought has a variant made for it, in at least one class of slot. */
@ApplicationScoped
class SceneVariants implements BottomLineRule {

    @Override
    public Stream<Finding> findings(Submission submission) {
        return submission.items().stream()
                .filter(item -> !item.creatives().isEmpty())
                .flatMap(SceneVariants::unmade);
    }

    private static Stream<Finding> unmade(Submission.Item item) {
        var made = item.creatives().stream()
                .flatMap(creative -> creative.variants().stream())
                .map(Variant::scenes)
                .collect(HashSet<Scene>::new, HashSet::addAll, HashSet::addAll);
        var unmade = item.terms().scenes().stream()
                .filter(scene -> !made.contains(scene))
                .map(Scene::toString)
                .collect(Collectors.toCollection(TreeSet::new));
        return unmade.stream()
                .map(scene -> item.finding(
                        Rule.SCENE_VARIANT,
                        "/creatives",
                        "no creative has a variant for the scene " + scene,
                        "make a variant for " + scene + ", or leave the scene out of the line item"));
    }
}
