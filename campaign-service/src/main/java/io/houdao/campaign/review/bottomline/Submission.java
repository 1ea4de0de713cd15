package io.houdao.campaign.review.bottomline;

import io.houdao.campaign.creative.CreativeContent;
import io.houdao.campaign.creative.Variant;
import io.houdao.campaign.lineitem.LineItemTerms;
import io.houdao.campaign.slot.Slot;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is submitted, as plain data: the rules need nothing else.
 *
 * @param domains hosts that landing pages may be on, in lower case
 * @param fundsMicros that the advertiser has and no line item holds
 * @param items the drafts of the campaign
 */
public record Submission(
        String category, List<String> domains, long fundsMicros, List<Item> items, Instant submittedAt, Known known) {

    /**
     * One line item.
     *
     * @param index its place in the campaign, from 0
     * @param lackingMicros what it needs of the funds; negative where it spent more than its budget is now
     * @param creatives in order
     */
    public record Item(
            int index, UUID lineItemId, LineItemTerms terms, long lackingMicros, List<CreativeContent> creatives) {

        Finding finding(Rule rule, String path, String detail, String fix) {
            return new Finding(rule, "/lineItems/" + index + path, detail, fix, lineItemId);
        }

        Stream<Part> parts() {
            return IntStream.range(0, creatives.size()).mapToObj(i -> new Part(this, i, creatives.get(i)));
        }
    }

    /** One creative of one line item. */
    record Part(Item item, int index, CreativeContent creative) {

        Finding finding(Rule rule, String path, String detail, String fix) {
            return item.finding(rule, "/creatives/" + index + path, detail, fix);
        }

        /** Every text that people read or hear, with its path. */
        Stream<Text> texts() {
            var benefit = creative.benefit() == null
                    ? Stream.<Text>empty()
                    : Stream.of(new Text(this, "/benefit", creative.benefit()));
            var claims = IntStream.range(0, creative.claims().size())
                    .mapToObj(i ->
                            new Text(this, "/claims/" + i, creative.claims().get(i)));
            var assets = IntStream.range(0, creative.variants().size())
                    .boxed()
                    .flatMap(i -> assets(i, creative.variants().get(i)));
            return Stream.of(benefit, claims, assets).flatMap(texts -> texts);
        }

        private Stream<Made> made() {
            return IntStream.range(0, creative.variants().size())
                    .mapToObj(i ->
                            new Made(this, "/variants/" + i, creative.variants().get(i)));
        }

        private Stream<Text> assets(int index, Variant variant) {
            return variant.assets().entrySet().stream()
                    .filter(asset -> !asset.getValue().matches("(?i)https?://\\S+"))
                    .map(asset -> new Text(
                            this, "/variants/" + index + "/assets/" + escaped(asset.getKey()), asset.getValue()));
        }

        static String escaped(String name) {
            return name.replace("~", "~0").replace("/", "~1");
        }
    }

    /** One variant of one creative. */
    record Made(Part part, String path, Variant variant) {

        Finding finding(Rule rule, String path, String detail, String fix) {
            return part.finding(rule, this.path + path, detail, fix);
        }

        /** Whether the line item may show it in {@code slot}. */
        boolean mayRunIn(Slot slot) {
            var terms = part.item.terms;
            return slot.slotClass() == variant.slotClass()
                    && (terms.touchpoints().isEmpty() || terms.touchpoints().contains(slot.touchpointId()))
                    && (terms.deviceKinds().isEmpty() || terms.deviceKinds().contains(slot.deviceKind()))
                    && variant.scenes().stream()
                            .anyMatch(scene -> terms.scenes().contains(scene)
                                    && slot.scenes().contains(scene));
        }
    }

    /** One text of one creative. */
    record Text(Part part, String path, String text) {

        Finding finding(Rule rule, String detail, String fix) {
            return part.finding(rule, path, detail, fix);
        }
    }

    Stream<Part> parts() {
        return items.stream().flatMap(Item::parts);
    }

    Stream<Made> made() {
        return parts().flatMap(Part::made);
    }

    Stream<Text> texts() {
        return parts().flatMap(Part::texts);
    }
}
