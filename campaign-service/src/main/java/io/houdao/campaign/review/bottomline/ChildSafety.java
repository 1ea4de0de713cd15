package io.houdao.campaign.review.bottomline;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Stream;

/** What is not for children is not stated to be safe for them, and not shown in scenes with them. */
@ApplicationScoped
class ChildSafety implements BottomLineRule {

    private static final String WITH_CHILDREN = "parent-child";
    private static final String ACTION = "functionAction";
    private static final String SHOWS = "show:";

    private final Categories categories = Categories.read();

    @Override
    public Stream<Finding> findings(Submission submission) {
        var unsafe = categories.childUnsafe().contains(submission.category());
        return Stream.of(
                        submission
                                .parts()
                                .filter(part -> unsafe && part.creative().childSafe())
                                .map(part -> part.finding(
                                        Rule.CHILD_SAFETY,
                                        "/childSafe",
                                        "nothing of the category " + submission.category() + " is safe for children",
                                        "set it to false")),
                        submission.items().stream().flatMap(ChildSafety::amongChildren),
                        submission.made().flatMap(ChildSafety::doneByChildren))
                .flatMap(findings -> findings);
    }

    private static Stream<Finding> amongChildren(Submission.Item item) {
        var meetsChildren =
                item.terms().scenes().stream().anyMatch(scene -> scene.moment().equals(WITH_CHILDREN));
        return item.parts()
                .filter(part -> meetsChildren && !part.creative().childSafe())
                .map(part -> part.finding(
                        Rule.CHILD_SAFETY,
                        "/childSafe",
                        "the line item runs in a scene with children, and this creative is not safe for them",
                        "make it safe for children and set it to true, or leave those scenes out"));
    }

    /** Where children are, a card may show something; nobody wants an oven that they can start. */
    private static Stream<Finding> doneByChildren(Submission.Made made) {
        var action = made.variant().assets().getOrDefault(ACTION, SHOWS);
        var meetsChildren = made.variant().scenes().stream()
                .anyMatch(scene -> scene.moment().equals(WITH_CHILDREN));
        return action.startsWith(SHOWS) || !meetsChildren
                ? Stream.empty()
                : Stream.of(made.finding(
                        Rule.CHILD_SAFETY,
                        "/assets/" + ACTION,
                        "\"" + action + "\" does something at the touch of a child",
                        "let it show something, or leave the scenes with children out of the variant"));
    }
}
