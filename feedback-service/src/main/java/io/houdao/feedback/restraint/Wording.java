package io.houdao.feedback.restraint;

import io.houdao.contracts.Scene;
import io.houdao.feedback.Sentence;
import io.houdao.feedback.experience.Cell;
import io.houdao.feedback.experience.Counts;
import io.houdao.feedback.experience.Interval;
import io.houdao.feedback.restraint.SceneRestraint.Terms;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says in Chinese and in English what was done, and why. */
final class Wording {

    private Wording() {}

    static Sentence raised(Scene scene, SceneEvidence evidence, Terms before, Terms after) {
        return new Sentence(
                "场景 %s 中，%d 次展示有 %d 次被关闭、隐藏或投诉（%s），高于可接受的 %s；打扰价格由 %d 升至 %d 微元。"
                        .formatted(
                                scene,
                                evidence.served(),
                                evidence.negatives(),
                                share(evidence),
                                percent(evidence.acceptedShare()),
                                before.priceMicros(),
                                after.priceMicros()),
                "In %s, %d of %d showings met with a close, a hide or a complaint (%s), more than the accepted %s: the price of harm rises from %d to %d micros."
                        .formatted(
                                scene,
                                evidence.negatives(),
                                evidence.served(),
                                share(evidence),
                                percent(evidence.acceptedShare()),
                                before.priceMicros(),
                                after.priceMicros()));
    }

    static Sentence lowered(Scene scene, SceneEvidence evidence, Terms before, Terms after) {
        return new Sentence(
                "场景 %s 中，%d 次展示只有 %d 次被关闭、隐藏或投诉（%s），低于可接受的 %s；打扰价格由 %d 降至 %d 微元。"
                        .formatted(
                                scene,
                                evidence.served(),
                                evidence.negatives(),
                                share(evidence),
                                percent(evidence.acceptedShare()),
                                before.priceMicros(),
                                after.priceMicros()),
                "In %s, only %d of %d showings met with a close, a hide or a complaint (%s), less than the accepted %s: the price of harm falls from %d to %d micros."
                        .formatted(
                                scene,
                                evidence.negatives(),
                                evidence.served(),
                                share(evidence),
                                percent(evidence.acceptedShare()),
                                before.priceMicros(),
                                after.priceMicros()));
    }

    static Sentence faded(Scene scene, Terms before, Terms after) {
        return new Sentence(
                "场景 %s 已多个窗口没有任何展示，打扰价格由 %d 缓降至 %d 微元，以便重新尝试。"
                        .formatted(scene, before.priceMicros(), after.priceMicros()),
                "Nothing was shown in %s for a while: the price of harm fades from %d to %d micros, so that it can be tried again."
                        .formatted(scene, before.priceMicros(), after.priceMicros()));
    }

    static Sentence suspended(Cell cell, Counts counts, double acceptedShare, double factor, Instant until) {
        var low = Interval.of(counts.minded().negatives(), counts.trials()).low();
        return new Sentence(
                "广告位 %s 在场景 %s 中的创意 %s：%d 次展示有 %d 次被关闭、隐藏或投诉，比率至少 %s（95%% 区间下限），超过可接受值 %s 的 %s 倍；暂停至 %s。"
                        .formatted(
                                cell.slotId(),
                                cell.scene(),
                                cell.creativeId(),
                                counts.trials(),
                                counts.minded().negatives(),
                                percent(low),
                                percent(acceptedShare),
                                number(factor),
                                until),
                "Creative %s in slot %s, scene %s: %d of %d showings met with a close, a hide or a complaint, at least %s (lower end of the 95 %% interval), more than %s times the accepted %s: suspended there until %s."
                        .formatted(
                                cell.creativeId(),
                                cell.slotId(),
                                cell.scene(),
                                counts.minded().negatives(),
                                counts.trials(),
                                percent(low),
                                number(factor),
                                percent(acceptedShare),
                                until));
    }

    static Sentence ended(Cell cell) {
        return new Sentence(
                "创意 %s 在广告位 %s、场景 %s 的暂停已到期。".formatted(cell.creativeId(), cell.slotId(), cell.scene()),
                "The suspension of creative %s in slot %s, scene %s, is over."
                        .formatted(cell.creativeId(), cell.slotId(), cell.scene()));
    }

    static Sentence tightened(Cell cell, Counts counts, double acceptedShare, @Nullable Integer limit) {
        return new Sentence(
                "广告位 %s 在场景 %s 中的创意 %s：%d 次展示有 %d 次被关闭、隐藏或投诉（%s），高于可接受的 %s；每人每天最多看到 %d 次。"
                        .formatted(
                                cell.slotId(),
                                cell.scene(),
                                cell.creativeId(),
                                counts.trials(),
                                counts.minded().negatives(),
                                share(counts),
                                percent(acceptedShare),
                                limit),
                "Creative %s in slot %s, scene %s: %d of %d showings met with a close, a hide or a complaint (%s), more than the accepted %s: shown there at most %d times a day to one person."
                        .formatted(
                                cell.creativeId(),
                                cell.slotId(),
                                cell.scene(),
                                counts.minded().negatives(),
                                counts.trials(),
                                share(counts),
                                percent(acceptedShare),
                                limit));
    }

    static Sentence loosened(Cell cell, Counts counts, @Nullable Integer limit) {
        return new Sentence(
                "创意 %s 在广告位 %s、场景 %s 已足够平静（%d 次展示有 %d 次负面反馈）；%s。"
                        .formatted(
                                cell.creativeId(),
                                cell.slotId(),
                                cell.scene(),
                                counts.trials(),
                                counts.minded().negatives(),
                                limit == null ? "不再限制每人次数" : "每人每天最多看到 %d 次".formatted(limit)),
                "Creative %s in slot %s, scene %s, was calm for long enough (%d of %d showings negative): %s."
                        .formatted(
                                cell.creativeId(),
                                cell.slotId(),
                                cell.scene(),
                                counts.minded().negatives(),
                                counts.trials(),
                                limit == null
                                        ? "the cap is lifted"
                                        : "shown there at most %d times a day to one person".formatted(limit)));
    }

    static Sentence termsSet(Scene scene, Terms before, Terms after, String operator) {
        return new Sentence(
                "%s 将场景 %s 可接受的负面反馈比例由 %s 设为 %s，打扰价格上限由 %d 设为 %d 微元。"
                        .formatted(
                                operator,
                                scene,
                                percent(before.acceptedShare()),
                                percent(after.acceptedShare()),
                                before.maxPriceMicros(),
                                after.maxPriceMicros()),
                "%s set what %s accepts from %s to %s, and its highest price of harm from %d to %d micros."
                        .formatted(
                                operator,
                                scene,
                                percent(before.acceptedShare()),
                                percent(after.acceptedShare()),
                                before.maxPriceMicros(),
                                after.maxPriceMicros()));
    }

    static Sentence reversed(String operator, String reason) {
        return new Sentence("%s 撤销：%s".formatted(operator, reason), "Taken back by %s: %s".formatted(operator, reason));
    }

    private static String share(SceneEvidence evidence) {
        return percent(evidence.served() == 0 ? 1 : Math.min(1, (double) evidence.negatives() / evidence.served()));
    }

    private static String share(Counts counts) {
        return percent((double) counts.minded().negatives() / Math.max(1, counts.trials()));
    }

    private static String percent(double share) {
        return "%s %%".formatted(number(100 * share));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value).replaceFirst("\\.0$", "");
    }
}
