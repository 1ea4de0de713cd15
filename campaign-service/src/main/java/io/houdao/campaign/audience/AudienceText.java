package io.houdao.campaign.audience;

import io.houdao.contracts.Tag;
import io.houdao.contracts.campaign.TagExpression;
import io.houdao.contracts.campaign.TagExpression.All;
import io.houdao.contracts.campaign.TagExpression.Any;
import io.houdao.contracts.campaign.TagExpression.Has;
import io.houdao.contracts.campaign.TagExpression.Not;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The text form of a {@link TagExpression}:
 *
 * <pre>
 * expression = term { "or" term }
 * term       = factor { "and" factor }
 * factor     = "not" factor | "(" expression ")" | tag
 * tag        = domain ":" value          as in rice-texture:soft
 * </pre>
 *
 * <p>As in {@code city:beijing and not (diet:low-carb or diet:vegan)}. There is nothing else: no functions, no
 * comparisons, no names that stand for something. Words are written in lower case.
 */
public final class AudienceText {

    /** Most characters of a text. */
    public static final int MAX_LENGTH = 2_000;

    /** Most levels of "not" and parentheses. */
    public static final int MAX_DEPTH = 16;

    /** Most tags, repeats included. */
    public static final int MAX_TAGS = 100;

    private AudienceText() {}

    /**
     * Reads {@code text}.
     *
     * @throws AudienceSyntaxException if it is not in the grammar, or larger than the limits
     */
    public static TagExpression parse(String text) throws AudienceSyntaxException {
        if (text.length() > MAX_LENGTH) {
            throw new AudienceSyntaxException(
                    MAX_LENGTH + 1,
                    "the text has " + text.length() + " characters, at most " + MAX_LENGTH + " are read");
        }
        return new AudienceParser(text).parse();
    }

    /** Writes {@code expression}; reading it again gives an equal expression. */
    public static String write(TagExpression expression) {
        if (expression instanceof Has has) {
            return has.tag().toString();
        }
        if (expression instanceof Not not) {
            return "not " + part(not.not());
        }
        return expression instanceof All all ? join(all.all(), " and ") : join(((Any) expression).any(), " or ");
    }

    private static String join(List<TagExpression> parts, String word) {
        return parts.stream().map(AudienceText::part).collect(Collectors.joining(word));
    }

    private static String part(TagExpression expression) {
        return expression instanceof All || expression instanceof Any
                ? "(" + write(expression) + ")"
                : write(expression);
    }

    /** Every tag that {@code expression} asks about, also those it excludes. */
    public static Stream<Tag> tags(TagExpression expression) {
        if (expression instanceof Has has) {
            return Stream.of(has.tag());
        }
        if (expression instanceof Not not) {
            return tags(not.not());
        }
        var parts = expression instanceof All all ? all.all() : ((Any) expression).any();
        return parts.stream().flatMap(AudienceText::tags);
    }
}
