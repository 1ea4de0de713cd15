package io.houdao.campaign.audience;

import io.houdao.contracts.Tag;
import io.houdao.contracts.campaign.TagExpression;
import io.houdao.contracts.campaign.TagExpression.All;
import io.houdao.contracts.campaign.TagExpression.Any;
import io.houdao.contracts.campaign.TagExpression.Has;
import io.houdao.contracts.campaign.TagExpression.Not;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads one text by recursive descent, one method a rule of the grammar; {@link AudienceText} has the grammar. */
final class AudienceParser {

    private static final String EXPECTED = "expected a tag such as city:beijing, \"not\" or \"(\"";
    private static final String END = "the end";

    private final String text;
    private int next;
    private int depth;
    private int tags;

    AudienceParser(String text) {
        this.text = text;
    }

    TagExpression parse() throws AudienceSyntaxException {
        var expression = expression();
        if (!peek().equals(END)) {
            throw expected("expected \"and\", \"or\" or the end");
        }
        return expression;
    }

    private TagExpression expression() throws AudienceSyntaxException {
        return list("or", this::term, Any::new);
    }

    private TagExpression term() throws AudienceSyntaxException {
        return list("and", this::factor, All::new);
    }

    private TagExpression list(String word, Rule part, Function<List<TagExpression>, TagExpression> joined)
            throws AudienceSyntaxException {
        var parts = new ArrayList<TagExpression>();
        parts.add(part.read());
        while (peek().equals(word)) {
            take();
            parts.add(part.read());
        }
        return parts.size() == 1 ? parts.get(0) : joined.apply(parts);
    }

    private TagExpression factor() throws AudienceSyntaxException {
        return switch (peek()) {
            case "not" ->
                deeper(() -> {
                    take();
                    return new Not(factor());
                });
            case "(" -> deeper(this::inParentheses);
            default -> tag();
        };
    }

    private TagExpression inParentheses() throws AudienceSyntaxException {
        var opened = position();
        take();
        var expression = expression();
        if (!peek().equals(")")) {
            throw expected("expected \")\" for the \"(\" at character " + opened);
        }
        take();
        return expression;
    }

    private TagExpression tag() throws AudienceSyntaxException {
        var word = peek();
        if (word.indexOf(':') < 0) {
            throw expected(EXPECTED);
        }
        if (++tags > AudienceText.MAX_TAGS) {
            throw new AudienceSyntaxException(position(), "at most " + AudienceText.MAX_TAGS + " tags are read");
        }
        try {
            var has = new Has(Tag.of(word));
            take();
            return has;
        } catch (IllegalArgumentException e) {
            throw new AudienceSyntaxException(position(), String.valueOf(e.getMessage()));
        }
    }

    private TagExpression deeper(Rule rule) throws AudienceSyntaxException {
        if (++depth > AudienceText.MAX_DEPTH) {
            throw new AudienceSyntaxException(
                    position(), "at most " + AudienceText.MAX_DEPTH + " levels of \"not\" and parentheses are read");
        }
        var expression = rule.read();
        depth--;
        return expression;
    }

    private AudienceSyntaxException expected(String what) {
        var found = peek();
        return new AudienceSyntaxException(
                position(), what + ", found " + (found.equals(END) ? END : "\"" + found + "\""));
    }

    /** The word at hand: a parenthesis, a run of other characters, or {@link #END}, which no text can spell. */
    private String peek() {
        skipSpace();
        return next == text.length() ? END : text.substring(next, wordEnd());
    }

    private void take() {
        next = wordEnd();
    }

    private int position() {
        skipSpace();
        return next + 1;
    }

    private void skipSpace() {
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
    }

    private int wordEnd() {
        var end = next + 1;
        if (isParenthesis(text.charAt(next))) {
            return end;
        }
        while (end < text.length() && !isParenthesis(text.charAt(end)) && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isParenthesis(char character) {
        return character == '(' || character == ')';
    }

    /** One rule of the grammar. */
    private interface Rule {
        TagExpression read() throws AudienceSyntaxException;
    }
}
