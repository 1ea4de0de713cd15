package io.houdao.contracts.campaign;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.houdao.contracts.Tag;
import java.util.List;
import java.util.Set;

/**
 * A condition on a person's tags, as data: {@code {"all":[{"tag":"city:beijing"},{"not":{"tag":"age:under-25"}}]}}.
 * There is nothing else in the grammar.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
    @JsonSubTypes.Type(TagExpression.Has.class),
    @JsonSubTypes.Type(TagExpression.All.class),
    @JsonSubTypes.Type(TagExpression.Any.class),
    @JsonSubTypes.Type(TagExpression.Not.class),
})
public sealed interface TagExpression {

    /** Whether it holds for someone with exactly {@code tags}. */
    boolean holdsFor(Set<Tag> tags);

    /** Holds for those who have the tag. */
    record Has(Tag tag) implements TagExpression {

        @Override
        public boolean holdsFor(Set<Tag> tags) {
            return tags.contains(tag);
        }
    }

    /** Holds where every part does. */
    record All(List<TagExpression> all) implements TagExpression {

        public All {
            all = List.copyOf(all);
        }

        @Override
        public boolean holdsFor(Set<Tag> tags) {
            return all.stream().allMatch(part -> part.holdsFor(tags));
        }
    }

    /** Holds where at least one part does. */
    record Any(List<TagExpression> any) implements TagExpression {

        public Any {
            any = List.copyOf(any);
        }

        @Override
        public boolean holdsFor(Set<Tag> tags) {
            return any.stream().anyMatch(part -> part.holdsFor(tags));
        }
    }

    /** Holds where its part does not. */
    record Not(TagExpression not) implements TagExpression {

        @Override
        public boolean holdsFor(Set<Tag> tags) {
            return !not.holdsFor(tags);
        }
    }
}
