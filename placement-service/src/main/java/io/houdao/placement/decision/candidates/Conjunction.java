package io.houdao.placement.decision.candidates;

import io.houdao.contracts.Tag;
import io.houdao.contracts.campaign.TagExpression;
import io.houdao.contracts.campaign.TagExpression.All;
import io.houdao.contracts.campaign.TagExpression.Any;
import io.houdao.contracts.campaign.TagExpression.Has;
import io.houdao.contracts.campaign.TagExpression.Not;
import java.util.ArrayList;
import java.util.List;

/** An expression over tags as conditions that must all hold. De Morgan's rules hold for what is unknown too. */
final class Conjunction {

    private Conjunction() {}

    static List<Condition> of(TagExpression expression) {
        var conditions = new ArrayList<Condition>();
        add(expression, conditions);
        return conditions;
    }

    private static void add(TagExpression expression, List<Condition> conditions) {
        if (expression instanceof All all) {
            all.all().forEach(part -> add(part, conditions));
        } else if (expression instanceof Not not) {
            addNegated(not.not(), conditions);
        } else {
            var tags = new ArrayList<Tag>();
            conditions.add(isAnyOf(expression, tags) ? new Condition(tags, null) : Condition.OTHER);
        }
    }

    private static void addNegated(TagExpression expression, List<Condition> conditions) {
        if (expression instanceof Has has) {
            conditions.add(new Condition(List.of(), has.tag()));
        } else if (expression instanceof Any any) {
            any.any().forEach(part -> addNegated(part, conditions));
        } else if (expression instanceof Not not) {
            add(not.not(), conditions);
        } else {
            conditions.add(Condition.OTHER);
        }
    }

    /** Whether it says no more than that one of some tags is there, which are added to {@code tags}. */
    private static boolean isAnyOf(TagExpression expression, List<Tag> tags) {
        if (expression instanceof Has has) {
            return tags.add(has.tag());
        }
        return expression instanceof Any any && any.any().stream().allMatch(part -> isAnyOf(part, tags));
    }
}
