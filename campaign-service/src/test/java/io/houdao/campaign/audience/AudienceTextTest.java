package io.houdao.campaign.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.houdao.contracts.Tag;
import io.houdao.contracts.campaign.TagExpression;
import io.houdao.contracts.campaign.TagExpression.All;
import io.houdao.contracts.campaign.TagExpression.Any;
import io.houdao.contracts.campaign.TagExpression.Has;
import io.houdao.contracts.campaign.TagExpression.Not;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class AudienceTextTest {

    @Example
    void aTagIsAnExpression() throws AudienceSyntaxException {
        assertThat(AudienceText.parse("  rice-texture:soft ")).isEqualTo(has("rice-texture:soft"));
    }

    @Example
    void andBindsCloserThanOrAndNotCloserThanAnd() throws AudienceSyntaxException {
        assertThat(AudienceText.parse("a:1 or not b:2 and c:3"))
                .isEqualTo(any(has("a:1"), all(new Not(has("b:2")), has("c:3"))));
    }

    @Example
    void parenthesesBindClosest() throws AudienceSyntaxException {
        assertThat(AudienceText.parse("(city:beijing or city:shanghai) and not (diet:low-carb)"))
                .isEqualTo(all(any(has("city:beijing"), has("city:shanghai")), new Not(has("diet:low-carb"))));
    }

    @Example
    void anErrorNamesTheCharacterAndWhatWouldBeRight() {
        refused("city:beijing and", 17, "expected a tag such as city:beijing, \"not\" or \"(\", found the end");
        refused("city:beijing city:shanghai", 14, "expected \"and\", \"or\" or the end, found \"city:shanghai\"");
        refused("(a:1 or b:2", 12, "expected \")\" for the \"(\" at character 1, found the end");
        refused("a:1 or )", 8, "found \")\"");
        refused("", 1, "found the end");
        refused("not", 4, "found the end");
        refused("beijing", 1, "found \"beijing\"");
        refused("a:1 or City:Beijing", 8, "lower-case");
        refused("a:1 && b:2", 5, "found \"&&\"");
        refused("exec('rm'):1", 1, "found \"exec\"");
    }

    @Example
    void theLimitsAreExact() throws AudienceSyntaxException {
        AudienceText.parse("a:1" + " ".repeat(AudienceText.MAX_LENGTH - 3));
        AudienceText.parse("(".repeat(16) + "a:1" + ")".repeat(16));
        AudienceText.parse("not ".repeat(16) + "a:1");
        AudienceText.parse(tags(100));

        refused("a:1" + " ".repeat(AudienceText.MAX_LENGTH - 2), 2_001, "at most 2000");
        refused("(".repeat(17) + "a:1" + ")".repeat(17), 17, "at most 16 levels");
        refused("not ".repeat(17) + "a:1", 65, "at most 16 levels");
        refused(tags(101), 701, "at most 100 tags");
    }

    @Example
    void depthIsCountedAlongAPathAndNotInAll() throws AudienceSyntaxException {
        AudienceText.parse(String.join(" or ", Collections.nCopies(50, "(not a:1)")));
    }

    @Property
    void whateverIsWrittenReadsBackEqual(@ForAll("expressions") TagExpression expression)
            throws AudienceSyntaxException {
        assertThat(AudienceText.parse(AudienceText.write(expression))).isEqualTo(expression);
    }

    @Property(tries = 5_000)
    void noTextDoesAnythingButParseOrBeRefusedAtACharacterOfIt(@ForAll("texts") String text) {
        try {
            var expression = AudienceText.parse(text);

            assertThat(AudienceText.parse(AudienceText.write(expression))).isEqualTo(expression);
            assertThat(AudienceText.tags(expression).count()).isBetween(1L, 100L);
        } catch (AudienceSyntaxException e) {
            assertThat(e.position()).isBetween(1, text.length() + 1);
        }
    }

    @Property(tries = 500)
    void aTextWithOneCharacterTakenOutIsStillAnsweredPlainly(
            @ForAll("expressions") TagExpression expression, @ForAll @IntRange(max = 10_000) int where) {
        var text = AudienceText.write(expression);
        var cut = where % text.length();

        noTextDoesAnythingButParseOrBeRefusedAtACharacterOfIt(text.substring(0, cut) + text.substring(cut + 1));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "and",
                        "or",
                        "not",
                        "(",
                        ")",
                        "a:1",
                        "rice-texture:soft",
                        "city",
                        ":",
                        " ",
                        "\t",
                        "\n",
                        "A:B",
                        "a:",
                        ":b",
                        "🍚:软",
                        "'",
                        "\"",
                        ";",
                        "--",
                        "${x}",
                        "#{y}",
                        "%00",
                        "null")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join(" ", parts))
                .edgeCases(cases -> cases.add("(".repeat(2_000), "not ".repeat(500), "a:1 or ".repeat(285)));
    }

    @Provide
    Arbitrary<TagExpression> expressions() {
        return expression(4);
    }

    private static Arbitrary<TagExpression> expression(int depth) {
        Arbitrary<TagExpression> tag = Arbitraries.of("city:beijing", "diet:low-carb", "rice-texture:soft", "v:1.5+x-y")
                .map(AudienceTextTest::has);
        if (depth == 0) {
            return tag;
        }
        var part = expression(depth - 1);
        var parts = part.list().ofMinSize(2).ofMaxSize(3);
        return Arbitraries.oneOf(
                tag,
                part.map(Not::new),
                parts.map(All::new),
                Combinators.combine(parts, part).as((some, one) -> new Any(List.of(one, some.get(0)))));
    }

    private static void refused(String text, int position, String message) {
        assertThatThrownBy(() -> AudienceText.parse(text))
                .isInstanceOfSatisfying(
                        AudienceSyntaxException.class,
                        e -> assertThat(e.position()).isEqualTo(position))
                .hasMessageStartingWith("at character " + position + ": ")
                .hasMessageContaining(message);
    }

    private static String tags(int count) {
        return String.join(" or ", Collections.nCopies(count, "a:1"));
    }

    private static TagExpression has(String tag) {
        return new Has(Tag.of(tag));
    }

    private static TagExpression all(TagExpression... parts) {
        return new All(List.of(parts));
    }

    private static TagExpression any(TagExpression... parts) {
        return new Any(List.of(parts));
    }
}
