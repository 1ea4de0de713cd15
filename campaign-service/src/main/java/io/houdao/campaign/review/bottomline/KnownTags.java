package io.houdao.campaign.review.bottomline;

import io.houdao.campaign.audience.TagVocabulary;
import io.houdao.campaign.lineitem.AudienceTexts;
import io.houdao.contracts.Tag;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Stream;

/** An audience asks for tags that somebody can have. */
@ApplicationScoped
class KnownTags implements BottomLineRule {

    @Override
    public Stream<Finding> findings(Submission submission) {
        var vocabulary = submission.known().vocabulary();
        return vocabulary == null
                ? Stream.empty()
                : submission.items().stream().flatMap(item -> unknown(item, vocabulary));
    }

    private static Stream<Finding> unknown(Submission.Item item, TagVocabulary vocabulary) {
        var audience = item.terms().audience();
        return audience == null
                ? Stream.empty()
                : Stream.concat(
                        of(item, vocabulary, false, new AudienceTexts(audience.basic(), null)),
                        of(item, vocabulary, true, new AudienceTexts(null, audience.aiot())));
    }

    private static Stream<Finding> of(
            Submission.Item item, TagVocabulary vocabulary, boolean inAiot, AudienceTexts field) {
        var pointer = "/audience/" + (inAiot ? "aiot" : "basic");
        return field.tags()
                .distinct()
                .flatMap(tag -> Stream.concat(
                        vocabulary
                                .unknown(tag)
                                .map(why -> item.finding(
                                        Rule.UNKNOWN_TAG,
                                        pointer,
                                        why,
                                        "use a tag of GET /v1/catalogue of profile-service"))
                                .stream(),
                        misplaced(item, vocabulary, inAiot, tag, pointer)));
    }

    private static Stream<Finding> misplaced(
            Submission.Item item, TagVocabulary vocabulary, boolean inAiot, Tag tag, String pointer) {
        return vocabulary.isMisplaced(tag, inAiot)
                ? Stream.of(item.finding(
                        Rule.UNKNOWN_TAG,
                        pointer,
                        tag + (inAiot ? " does not come from a device" : " comes from a device"),
                        "ask for it in the field " + (inAiot ? "basic" : "aiot")))
                : Stream.empty();
    }
}
