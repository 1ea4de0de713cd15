package io.houdao.campaign.review.bottomline;

import io.houdao.campaign.creative.Variant;
import io.houdao.contracts.SlotClass;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A variant holds what its class of slot renders, and nothing that it would ignore. */
@ApplicationScoped
class Assets implements BottomLineRule {

    private final Schemas schemas = Data.read("assets.json", Schemas.class);

    @Override
    public Stream<Finding> findings(Submission submission) {
        return submission.parts().flatMap(part -> {
            var variants = part.creative().variants();
            return IntStream.range(0, variants.size())
                    .boxed()
                    .flatMap(i -> findings(part, "/variants/" + i + "/assets", variants.get(i)));
        });
    }

    private Stream<Finding> findings(Submission.Part part, String path, Variant variant) {
        var schema = schemas.get(variant.slotClass());
        if (schema == null) {
            throw new IllegalStateException("assets.json has no schema for " + variant.slotClass());
        }
        return Stream.concat(missing(part, path, variant, schema), unknown(part, path, variant, schema));
    }

    private static Stream<Finding> missing(Submission.Part part, String path, Variant variant, Schema schema) {
        if (schema.oneOf().stream().anyMatch(variant.assets().keySet()::containsAll)) {
            return Stream.empty();
        }
        return Stream.of(part.finding(
                Rule.ASSETS,
                path,
                "a variant for " + variant.slotClass() + " cannot be rendered with "
                        + new TreeSet<>(variant.assets().keySet()),
                "give one of these sets of assets: " + schema.oneOf()));
    }

    private static Stream<Finding> unknown(Submission.Part part, String path, Variant variant, Schema schema) {
        return variant.assets().keySet().stream()
                .filter(name -> !schema.knows(name))
                .sorted()
                .map(name -> part.finding(
                        Rule.ASSETS,
                        path + "/" + Submission.Part.escaped(name),
                        "a slot of the class " + variant.slotClass() + " does not render \"" + name + "\"",
                        "leave it out; known are " + schema.known()));
    }

    /** What each class renders. */
    static final class Schemas extends HashMap<SlotClass, Schema> {

        private static final long serialVersionUID = 1L;
    }

    /**
     * What one class renders.
     *
     * @param oneOf sets of names; at least one of them must be whole
     */
    record Schema(List<List<String>> oneOf, List<String> optional) {

        boolean knows(String name) {
            return known().contains(name);
        }

        TreeSet<String> known() {
            var known = new TreeSet<>(optional);
            oneOf.forEach(known::addAll);
            return known;
        }
    }
}
