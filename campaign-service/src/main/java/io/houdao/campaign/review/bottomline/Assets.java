package io.houdao.campaign.review.bottomline;

import io.houdao.campaign.review.bottomline.AssetSchemas.SlotSchema;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A variant holds what its class of slot renders, and nothing that it would ignore. */
@ApplicationScoped
class Assets implements BottomLineRule {

    private final AssetSchemas schemas = AssetSchemas.read();

    @Override
    public Stream<Finding> findings(Submission submission) {
        return submission.made().flatMap(this::findings);
    }

    private Stream<Finding> findings(Submission.Made made) {
        var schema = schemas.of(made.variant().slotClass());
        return Stream.of(missing(made, schema), unknown(made, schema), malformed(made), alone(made))
                .flatMap(findings -> findings);
    }

    private static Stream<Finding> missing(Submission.Made made, SlotSchema schema) {
        var names = made.variant().assets().keySet();
        return schema.oneOf().stream().anyMatch(names::containsAll)
                ? Stream.empty()
                : Stream.of(made.finding(
                        Rule.ASSETS,
                        "/assets",
                        "a variant for " + made.variant().slotClass() + " cannot be rendered with "
                                + new TreeSet<>(names),
                        "give one of these sets of assets: " + schema.oneOf()));
    }

    private static Stream<Finding> unknown(Submission.Made made, SlotSchema schema) {
        return made.variant().assets().keySet().stream()
                .filter(name -> !schema.knows(name))
                .sorted()
                .map(name -> finding(
                        made,
                        name,
                        "a slot of the class " + made.variant().slotClass() + " does not render \"" + name + "\"",
                        "leave it out; known are " + schema.known()));
    }

    private Stream<Finding> malformed(Submission.Made made) {
        return made.variant().assets().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(asset -> {
                    var wanted = schemas.assets().get(asset.getKey());
                    return wanted == null || wanted.fits(asset.getValue())
                            ? Stream.empty()
                            : Stream.of(finding(
                                    made,
                                    asset.getKey(),
                                    "\"" + asset.getKey() + "\" cannot be rendered as it is",
                                    "make it " + wanted.description()));
                });
    }

    private Stream<Finding> alone(Submission.Made made) {
        var assets = made.variant().assets().keySet();
        return assets.stream().sorted().flatMap(name -> {
            var asset = schemas.assets().get(name);
            return asset == null || asset.beside() == null || assets.contains(asset.beside())
                    ? Stream.empty()
                    : Stream.of(finding(
                            made,
                            name,
                            "\"" + name + "\" is of no use without \"" + asset.beside() + "\"",
                            "add \"" + asset.beside() + "\", or leave it out"));
        });
    }

    private static Finding finding(Submission.Made made, String name, String detail, String fix) {
        return made.finding(Rule.ASSETS, "/assets/" + Submission.Part.escaped(name), detail, fix);
    }
}
