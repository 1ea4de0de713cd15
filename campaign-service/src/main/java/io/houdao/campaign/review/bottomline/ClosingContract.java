package io.houdao.campaign.review.bottomline;

import io.houdao.campaign.creative.Variant;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What plays or is said ends by itself, within the length that the closing contract of its class of slot allows; how long it
 * is stands in the creative, so that nobody has to find out by waiting.
 */
@ApplicationScoped
class ClosingContract implements BottomLineRule {

    private final AssetSchemas schemas = AssetSchemas.read();

    @Override
    public Stream<Finding> findings(Submission submission) {
        return submission.parts().flatMap(part -> {
            var variants = part.creative().variants();
            return IntStream.range(0, variants.size())
                    .boxed()
                    .flatMap(i -> findings(part, "/variants/" + i + "/lengthMs", variants.get(i)));
        });
    }

    private Stream<Finding> findings(Submission.Part part, String path, Variant variant) {
        var longest = schemas.of(variant.slotClass()).longestMs();
        var length = variant.lengthMs();
        if (length == null) {
            return lasts(variant)
                    ? Stream.of(finding(part, path, "nobody knows how long it lasts", variant, longest))
                    : Stream.empty();
        }
        return length <= longest
                ? Stream.empty()
                : Stream.of(finding(part, path, "it lasts " + length + " ms", variant, longest));
    }

    private boolean lasts(Variant variant) {
        return variant.assets().keySet().stream().anyMatch(name -> {
            var asset = schemas.assets().get(name);
            return asset != null && asset.timed();
        });
    }

    private static Finding finding(Submission.Part part, String path, String detail, Variant variant, int longest) {
        return part.finding(
                Rule.CLOSING_CONTRACT,
                path,
                detail,
                "state its length in milliseconds; a slot of the class " + variant.slotClass() + " lets it last "
                        + longest + " ms at most");
    }
}
