package io.houdao.feedback.digest;

import io.houdao.feedback.Sentence;
import io.houdao.feedback.digest.Digest.Compared;
import io.houdao.feedback.digest.Digest.Share;
import io.houdao.feedback.digest.Digest.Worse;
import io.houdao.feedback.experience.Cell;
import io.houdao.feedback.restraint.Act;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** Says in Chinese and in English what a digest found. */
final class DigestWording {

    private DigestWording() {}

    static Sentence summary(LocalDate day, List<Worse> worse, List<Act> acts) {
        if (worse.isEmpty()) {
            return new Sentence(
                    "%s：没有显著变差之处；采取 %d 项措施。".formatted(day, acts.size()),
                    "%s: nothing got worse beyond chance; %d acts of restraint.".formatted(day, acts.size()));
        }
        var worst = worse.get(0).finding();
        return new Sentence(
                "%s：%d 处显著变差，采取 %d 项措施。最严重：%s".formatted(day, worse.size(), acts.size(), worst.zh()),
                "%s: %d places got worse beyond chance; %d acts of restraint. The worst: %s"
                        .formatted(day, worse.size(), acts.size(), worst.en()));
    }

    static Sentence finding(Cell cell, Share today, Share baseline, Compared compared) {
        return new Sentence(
                "场景 %s、广告位 %s、创意 %s：%d 次展示有 %d 次被关闭、隐藏或投诉（%s，95%% 区间 %s–%s），%s为 %s。"
                        .formatted(
                                cell.scene(),
                                cell.slotId(),
                                cell.creativeId(),
                                today.trials(),
                                today.negatives(),
                                percent(today.share()),
                                percent(today.low()),
                                percent(today.high()),
                                usualZh(compared),
                                percent(baseline.share())),
                "Creative %s in slot %s, scene %s: %d of %d showings met with a close, a hide or a complaint (%s, 95 %% interval %s to %s), where %s was %s."
                        .formatted(
                                cell.creativeId(),
                                cell.slotId(),
                                cell.scene(),
                                today.negatives(),
                                today.trials(),
                                percent(today.share()),
                                percent(today.low()),
                                percent(today.high()),
                                usualEn(compared),
                                percent(baseline.share())));
    }

    private static String usualZh(Compared compared) {
        return switch (compared) {
            case ITSELF -> "此前七天";
            case SCENE -> "该场景此前七天";
            case ACCEPTED_SHARE -> "该场景可接受值";
        };
    }

    private static String usualEn(Compared compared) {
        return switch (compared) {
            case ITSELF -> "it in the seven days before";
            case SCENE -> "the scene in the seven days before";
            case ACCEPTED_SHARE -> "what the scene accepts";
        };
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
