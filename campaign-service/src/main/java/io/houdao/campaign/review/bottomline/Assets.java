package io.houdao.campaign.review.bottomline;

import io.houdao.campaign.creative.Variant;
import io.houdao.campaign.review.bottomline.AssetSchemas.SlotSchema;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A variant holds what its class of slot renders, and nothing that it would ignore. */
@ApplicationScoped
class Assets implements BottomLineRule {

    private final AssetSchemas schemas = AssetSchemas.read();

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
        var schema = schemas.of(variant.slotClass());
        return Stream.of(
                        missing(part, path, variant, schema),
                        unknown(part, path, variant, schema),
                        malformed(part, path, variant))
                .flatMap(findings -> findings);
    }

    private static Stream<Finding> missing(Submission.Part part, String path, Variant variant, SlotSchema schema) {
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

    private static Stream<Finding> unknown(Submission.Part part, String path, Variant variant, SlotSchema schema) {
        return variant.assets().keySet().stream()
                .filter(name -> !schema.knows(name))
                .sorted()
                .map(name -> part.finding(
                        Rule.ASSETS,
                        path + "/" + Submission.Part.escaped(name),
                        "a slot of the class " + variant.slotClass() + " does not render \"" + name + "\"",
                        "leave it out; known are " + schema.known()));
    }

    private Stream<Finding> malformed(Submission.Part part, String path, Variant variant) {
        return variant.assets().entrySet().stream()
                .filter(asset -> {
                    var wanted = schemas.assets().get(asset.getKey());
                    return wanted != null && !wanted.fits(asset.getValue());
                })
                .map(Map.Entry::getKey)
                .sorted()
                .map(name -> part.finding(
                        Rule.ASSETS,
                        path + "/" + Submission.Part.escaped(name),
                        "\"" + name + "\" cannot be rendered as it is",
                        "make it "
                                + Objects.requireNonNull(schemas.assets().get(name))
                                        .description()));
    }
}
