package io.houdao.placement.decision;

import static io.houdao.placement.ALineItem.NOON;
import static io.houdao.placement.ALineItem.aLineItem;
import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.contracts.Tag;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.campaign.TagExpression;
import io.houdao.placement.ALineItem;
import io.houdao.placement.control.Controls;
import io.houdao.placement.decision.candidates.Candidates;
import io.houdao.placement.decision.candidates.Given;
import io.houdao.placement.decision.eligibility.Scenario;
import io.houdao.placement.decision.viewer.Permitted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A permission cell lets the tags of a domain out, or keeps them in. */
class PermissionPropertiesTest {

    private static final List<String> DOMAINS = List.of("a", "b", "c");

    @Property(tries = 200)
    void aCellMoreTakesNoContextualCandidateAwayAndACellLessBringsNoPersonalOne(@ForAll long seed) {
        var random = new Random(seed);
        var contextual = lineItems(random, false);
        var personal = lineItems(random, true);
        var candidates = Given.candidates(
                new Controls(),
                Stream.concat(contextual.stream(), personal.stream()).toList());
        var cell = DOMAINS.get(random.nextInt(3));
        var more = DOMAINS.stream()
                .map(domain -> new Tag(domain, random.nextBoolean() ? "x" : "y"))
                .toList();
        var less = more.stream().filter(tag -> !tag.domain().equals(cell)).toList();

        var withMore = found(candidates, more);
        var withLess = found(candidates, less);

        assertThat(withMore).containsAll(ids(contextual));
        assertThat(withLess).containsAll(ids(contextual));
        assertThat(withMore).containsAll(withLess);
    }

    private static List<ALineItem> lineItems(Random random, boolean personal) {
        return IntStream.range(0, random.nextInt(40))
                .mapToObj(number -> personal ? aLineItem().audience(expression(random, 2), null) : aLineItem())
                .toList();
    }

    private static TagExpression expression(Random random, int depth) {
        var parts = List.of(has(random), depth == 0 ? has(random) : expression(random, depth - 1));
        return switch (random.nextInt(4)) {
            case 0 -> new TagExpression.Not(parts.get(1));
            case 1 -> new TagExpression.All(parts);
            case 2 -> new TagExpression.Any(parts);
            default -> parts.get(0);
        };
    }

    private static TagExpression has(Random random) {
        return new TagExpression.Has(new Tag(DOMAINS.get(random.nextInt(3)), random.nextBoolean() ? "x" : "y"));
    }

    private static Set<LineItemId> found(Candidates candidates, List<Tag> tags) {
        var opening = new Scenario().situation().opening();
        var found = candidates.forOpening(opening, Set.of(), Permitted.tags(tags, List.of()), null, NOON, true);
        var ids = new HashSet<LineItemId>();
        for (var next = found.next(Double.NEGATIVE_INFINITY);
                !next.isEmpty();
                next = found.next(Double.NEGATIVE_INFINITY)) {
            next.forEach(candidate -> ids.add(candidate.lineItem().id()));
        }
        return ids;
    }

    private static List<LineItemId> ids(List<ALineItem> lineItems) {
        var ids = new ArrayList<LineItemId>();
        lineItems.forEach(lineItem -> ids.add(lineItem.id()));
        return ids;
    }
}
