package io.houdao.placement.decision;

import io.houdao.contracts.Scene;
import io.houdao.contracts.Tag;
import io.houdao.contracts.campaign.CampaignId;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.placement.DecisionId;
import io.houdao.contracts.placement.SlotId;
import io.houdao.contracts.profile.PersonId;
import io.houdao.placement.decision.AdResponse.Outcome;
import io.houdao.placement.decision.AdResponse.Why;
import io.houdao.placement.decision.Explanation.Considered;
import io.houdao.placement.decision.Explanation.ForOperator;
import io.houdao.placement.decision.Explanation.ForPerson;
import io.houdao.placement.decision.Explanations.Kept;
import io.houdao.placement.decision.candidates.Candidate;
import io.houdao.placement.decision.candidates.LineItem;
import io.houdao.placement.decision.candidates.Omitted;
import io.houdao.placement.decision.candidates.Response;
import io.houdao.placement.decision.eligibility.Rejection;
import io.houdao.placement.decision.eligibility.RejectionReason;
import io.houdao.placement.decision.eligibility.Screening;
import io.houdao.placement.decision.ranking.Choice;
import io.houdao.placement.decision.ranking.Score;
import io.houdao.placement.decision.ranking.Scored;
import io.houdao.placement.decision.viewer.Viewer.Standing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The binary form of what is told of a decision: written from the decision as it is, read as explanations, in one order.
 * Numbers keep all their bits, texts are UTF-8 after their length, constants are ordinals, for no byte outlives the process,
 * and before what may be absent stands whether it is there. Candidates are all that follows the rest. For one thread at a time.
 */
final class ExplanationBytes {

    private static final int ABSENT = -1;
    private static final int SHOWN = -1;
    private static final RejectionReason[] REASONS = RejectionReason.values();
    private static final Standing[] STANDINGS = Standing.values();
    private static final Scene.Sphere[] SPHERES = Scene.Sphere.values();

    private ByteBuffer bytes;

    /** To be written to, as often as wanted. */
    ExplanationBytes() {
        this(new byte[2 * Explanations.TYPICAL_BYTES]);
    }

    /** To be read. */
    ExplanationBytes(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    /** What was written, in its first {@link #length()} bytes. */
    byte[] array() {
        return bytes.array();
    }

    int length() {
        return bytes.position();
    }

    /** Overwrites what was written: nobody can be forgotten here. */
    void wipe() {
        Arrays.fill(bytes.array(), 0, length(), (byte) 0);
        bytes.clear();
    }

    /** Writes that decision in place of what was written before. */
    void write(Decision decision) {
        bytes.clear();
        var course = decision.course();
        var choice = course == null ? null : course.choice();
        var screening = course == null ? null : course.screening();
        write(decision.personId());
        write(decision.id().value());
        write(decision.at().getEpochSecond(), decision.at().getNano());
        write(decision.slotId().value());
        write(decision.scene());
        write(decision.isAd());
        writeOptional(decision.reason());
        write(decision.why());
        write(decision.catalogueAge().getSeconds(), decision.catalogueAge().getNano());
        writeByte(course == null ? ABSENT : course.standing().ordinal());
        write(choice);
        write(screening);
        if (course != null && choice != null && screening != null) {
            write(choice, course.couldFillAll());
            screening.rejected().forEach(this::write);
            write(screening.notPermitted(), RejectionReason.NO_PERMISSION);
            write(screening.outOfHours(), RejectionReason.OUT_OF_DAYPART);
            write(screening.withoutVariant(), RejectionReason.NO_VARIANT);
        }
    }

    Kept read() {
        var personId = readPerson();
        var id = new DecisionId(readId());
        var at = Instant.ofEpochSecond(bytes.getLong(), bytes.getInt());
        var slotId = new SlotId(readText());
        var scene = readScene();
        var outcome = Outcome.of(readFlag());
        var reason = readOptionalText();
        var why = readWhy();
        var catalogueAge = Duration.ofSeconds(bytes.getLong(), bytes.getInt());
        var standing = readStanding();
        var isChosen = readFlag();
        var chargeMicros = isChosen ? bytes.getLong() : null;
        var propensity = isChosen ? bytes.getDouble() : null;
        var explored = isChosen ? readFlag() : null;
        var forgoneMicros = isChosen ? bytes.getLong() : null;
        var payer = isChosen ? readOptionalText() : null;
        var onBehalfOf = isChosen ? readOptionalText() : null;
        var rejections = readRejections();
        var candidates = readCandidates();
        return new Kept(
                personId,
                new ForOperator(
                        id,
                        at,
                        slotId,
                        scene,
                        standing,
                        outcome,
                        reason,
                        candidates,
                        rejections,
                        chargeMicros,
                        propensity,
                        explored,
                        forgoneMicros,
                        catalogueAge),
                new ForPerson(
                        id,
                        at,
                        slotId,
                        scene,
                        outcome,
                        reason,
                        why == null ? none(Wording.ZH, reason) : why.zh(),
                        why == null ? none(Wording.EN, reason) : why.en(),
                        why,
                        payer,
                        onBehalfOf,
                        catalogueAge));
    }

    private static String none(Texts texts, @Nullable String reason) {
        return Wording.none(texts, reason == null ? "" : reason);
    }

    private void write(@Nullable Choice choice) {
        write(choice != null);
        if (choice != null) {
            var shown = choice.shown();
            var lineItem = shown == null ? null : shown.candidate().lineItem().live();
            write(choice.chargeMicros());
            write(choice.propensity());
            write(choice.explored());
            write(choice.forgoneMicros());
            writeOptional(lineItem == null ? null : lineItem.payer());
            writeOptional(lineItem == null ? null : lineItem.onBehalfOf());
        }
    }

    private void write(@Nullable Screening screening) {
        var rejections = screening == null ? Map.<RejectionReason, Integer>of() : screening.rejections();
        write(rejections.size());
        for (var rejection : rejections.entrySet()) {
            writeByte(rejection.getKey().ordinal());
            write(rejection.getValue().intValue());
        }
    }

    private Map<String, Integer> readRejections() {
        var rejections = new HashMap<String, Integer>();
        for (var left = bytes.getInt(); left > 0; left--) {
            rejections.put(REASONS[bytes.get()].code(), bytes.getInt());
        }
        return rejections;
    }

    private void write(Choice choice, Set<CampaignId> couldFillAll) {
        for (var scored : choice.scored()) {
            var candidate = scored.candidate();
            write(outcome(scored, choice, couldFillAll), candidate.lineItem(), candidate, scored.score());
        }
    }

    /* In a roadblock an ad may lose that is worth more than the one shown: because its campaign has none for another place. */
    private static int outcome(Scored scored, Choice choice, Set<CampaignId> couldFillAll) {
        if (scored.equals(choice.shown())) {
            return SHOWN;
        }
        if (scored.score().netMicros() <= 0) {
            return RejectionReason.NOT_WORTH_THE_HARM.ordinal();
        }
        if (choice.together()
                && !couldFillAll.contains(scored.candidate().lineItem().live().campaignId())) {
            return RejectionReason.ROADBLOCK_INCOMPLETE.ordinal();
        }
        return (choice.explored() ? RejectionReason.EXPLORATION : RejectionReason.OUTBID).ordinal();
    }

    private void write(Rejection rejection) {
        var candidate = rejection.candidate();
        write(rejection.reason().ordinal(), candidate.lineItem(), candidate, null);
    }

    private void write(Omitted omitted, RejectionReason reason) {
        for (var lineItem : omitted.named()) {
            write(reason.ordinal(), lineItem, null, null);
        }
    }

    private void write(int outcome, LineItem lineItem, @Nullable Candidate candidate, @Nullable Score score) {
        writeByte(outcome);
        write(lineItem.idHigh());
        write(lineItem.idLow());
        write(candidate != null);
        if (candidate != null) {
            write(candidate.creativeId().value());
            write(candidate.response());
            write(candidate.harmMicros());
            write(score);
        }
    }

    private List<Considered> readCandidates() {
        var candidates = new ArrayList<Considered>();
        while (bytes.hasRemaining()) {
            candidates.add(readConsidered());
        }
        return candidates;
    }

    private Considered readConsidered() {
        var outcome = readOutcome();
        var lineItemId = new LineItemId(readId());
        var isCandidate = readFlag();
        return new Considered(
                lineItemId,
                isCandidate ? new CreativeId(readId()) : null,
                outcome,
                isCandidate ? readResponse() : null,
                isCandidate ? bytes.getDouble() : null,
                isCandidate ? readScore() : null);
    }

    private String readOutcome() {
        var outcome = bytes.get();
        return outcome == SHOWN ? "shown" : REASONS[outcome].code();
    }

    private void write(Response response) {
        write(response.click());
        write(response.action());
        write(response.close());
        write(response.hide());
        write(response.complaint());
        write(response.useful());
    }

    private Response readResponse() {
        return new Response(
                bytes.getDouble(),
                bytes.getDouble(),
                bytes.getDouble(),
                bytes.getDouble(),
                bytes.getDouble(),
                bytes.getDouble());
    }

    private void write(@Nullable Score score) {
        write(score != null);
        if (score != null) {
            write(score.valueMicros());
            write(score.pacedMicros());
            write(score.liftMicros());
            write(score.usefulMicros());
            write(score.harmMicros());
            write(score.restraintMicros());
            write(score.loadMicros());
        }
    }

    private @Nullable Score readScore() {
        return readFlag()
                ? new Score(
                        bytes.getDouble(),
                        bytes.getDouble(),
                        bytes.getDouble(),
                        bytes.getDouble(),
                        bytes.getDouble(),
                        bytes.getDouble(),
                        bytes.getDouble())
                : null;
    }

    private void write(@Nullable PersonId person) {
        write(person != null);
        if (person != null) {
            write(person.value());
        }
    }

    private @Nullable PersonId readPerson() {
        return readFlag() ? new PersonId(readId()) : null;
    }

    private void write(@Nullable Scene scene) {
        writeByte(scene == null ? ABSENT : scene.sphere().ordinal());
        if (scene != null) {
            write(scene.moment());
        }
    }

    private @Nullable Scene readScene() {
        var sphere = bytes.get();
        return sphere == ABSENT ? null : new Scene(SPHERES[sphere], readText());
    }

    private @Nullable String readStanding() {
        var standing = bytes.get();
        return standing == ABSENT ? null : STANDINGS[standing].name().toLowerCase(Locale.ROOT);
    }

    private void write(@Nullable Why why) {
        write(why != null);
        if (why != null) {
            var tag = why.tag();
            write(why.zh());
            write(why.en());
            write(tag != null);
            if (tag != null) {
                write(tag.domain());
                write(tag.value());
            }
            writeOptional(why.source());
            write(why.switchPath());
        }
    }

    private @Nullable Why readWhy() {
        return readFlag()
                ? new Why(
                        readText(),
                        readText(),
                        readFlag() ? new Tag(readText(), readText()) : null,
                        readOptionalText(),
                        readText())
                : null;
    }

    private void writeOptional(@Nullable String text) {
        write(text != null);
        if (text != null) {
            write(text);
        }
    }

    private @Nullable String readOptionalText() {
        return readFlag() ? readText() : null;
    }

    private void write(String text) {
        var encoded = text.getBytes(StandardCharsets.UTF_8);
        write(encoded.length);
        room(encoded.length).put(encoded);
    }

    private String readText() {
        var text = new byte[bytes.getInt()];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private void write(UUID id) {
        write(id.getMostSignificantBits());
        write(id.getLeastSignificantBits());
    }

    private UUID readId() {
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private void write(long seconds, int nanos) {
        write(seconds);
        write(nanos);
    }

    private void write(long number) {
        room(Long.BYTES).putLong(number);
    }

    private void write(int number) {
        room(Integer.BYTES).putInt(number);
    }

    private void write(double number) {
        room(Double.BYTES).putDouble(number);
    }

    private void write(boolean flag) {
        writeByte(flag ? 1 : 0);
    }

    private boolean readFlag() {
        return bytes.get() != 0;
    }

    private void writeByte(int small) {
        room(Byte.BYTES).put((byte) small);
    }

    private ByteBuffer room(int more) {
        if (bytes.remaining() < more) {
            var larger = new byte[2 * bytes.capacity() + more];
            bytes = ByteBuffer.wrap(larger).put(bytes.flip());
        }
        return bytes;
    }
}
