package io.houdao.placement.decision.candidates;

import io.houdao.contracts.Tag;
import io.houdao.contracts.campaign.TagExpression;
import io.houdao.contracts.campaign.TagExpression.All;
import io.houdao.contracts.campaign.TagExpression.Any;
import io.houdao.contracts.campaign.TagExpression.Has;
import io.houdao.contracts.campaign.TagExpression.Not;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression over tags as parts that must all hold. De Morgan's rules hold for what is unknown too. */
final class Conjunction {

    private Conjunction() {}

    /**
     * One part.
     *
     * @param wanted tags of one domain, of which one is needed; empty where the part says something else
     * @param unwanted a tag that must be known to be absent; absent where the part says something else
     */
    record Part(List<Tag> wanted, @Nullable Tag unwanted) {

        private static final Part OTHER = new Part(List.of(), null);
    }

    static List<Part> of(TagExpression expression) {
        var parts = new ArrayList<Part>();
        add(expression, parts);
        return parts;
    }

    private static void add(TagExpression expression, List<Part> parts) {
        if (expression instanceof All all) {
            all.all().forEach(part -> add(part, parts));
        } else if (expression instanceof Not not) {
            addNegated(not.not(), parts);
        } else {
            var anyOf = expression instanceof Any any ? any.any() : List.of(expression);
            if (anyOf.size() == 1 && !(anyOf.get(0) instanceof Has)) {
                add(anyOf.get(0), parts);
            } else {
                parts.add(wanted(anyOf));
            }
        }
    }

    private static void addNegated(TagExpression expression, List<Part> parts) {
        if (expression instanceof Has has) {
            parts.add(new Part(List.of(), has.tag()));
        } else if (expression instanceof Any any) {
            any.any().forEach(part -> addNegated(part, parts));
        } else if (expression instanceof Not not) {
            add(not.not(), parts);
        } else {
            parts.add(Part.OTHER);
        }
    }

    private static Part wanted(List<TagExpression> anyOf) {
        var tags = new ArrayList<Tag>();
        for (var each : anyOf) {
            if (!(each instanceof Has has)
                    || (!tags.isEmpty()
                            && !tags.get(0).domain().equals(has.tag().domain()))) {
                return Part.OTHER;
            }
            tags.add(has.tag());
        }
        return new Part(tags, null);
    }
}
