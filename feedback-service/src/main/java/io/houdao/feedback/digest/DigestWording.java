package io.houdao.feedback.digest;

import io.houdao.feedback.Sentence;
import io.houdao.feedback.digest.Digest.Compared;
import io.houdao.feedback.digest.Digest.Share;
import io.houdao.feedback.digest.Digest.Worse;
import io.houdao.feedback.experience.Cell;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** Says in Chinese and in English what a digest found. */
final class DigestWording {

    private DigestWording() {}

    static Sentence summary(LocalDate day, List<Worse> worse, int acts) {
        if (worse.isEmpty()) {
            return new Sentence(
                    "%s：没有显著变差之处；%s。".formatted(day, actsZh(acts)),
                    "%s: nothing got worse beyond chance; %s.".formatted(day, actsEn(acts)));
        }
        var worst = worse.get(0).finding();
        var several = worse.size() > 1;
        return new Sentence(
                "%s：%d 处显著变差；%s。%s%s".formatted(day, worse.size(), actsZh(acts), several ? "最严重的是：" : "", worst.zh()),
                "%s: %s got worse beyond chance; %s. %s%s"
                        .formatted(
                                day,
                                several ? worse.size() + " places" : "1 place",
                                actsEn(acts),
                                several ? "The worst: " : "",
                                worst.en()));
    }

    private static String actsZh(int acts) {
        return acts == 0 ? "未采取克制措施" : "已采取 %d 项克制措施".formatted(acts);
    }

    private static String actsEn(int acts) {
        return switch (acts) {
            case 0 -> "there was no act of restraint";
            case 1 -> "there was 1 act of restraint";
            default -> "there were " + acts + " acts of restraint";
        };
    }

    static Sentence finding(Cell cell, Share today, Share baseline, Compared compared) {
        return new Sentence(
                "场景 %s、广告位 %s、创意 %s：%d 次展示中有 %d 次被关闭、隐藏或投诉（%s，95%% 区间为 %s 至 %s），而%s为 %s。"
                        .formatted(
                                cell.scene(),
                                cell.slotId(),
                                cell.creativeId(),
                                today.trials(),
                                today.negatives(),
                                percentZh(today.share()),
                                percentZh(today.low()),
                                percentZh(today.high()),
                                usualZh(compared),
                                percentZh(baseline.share())),
                "Creative %s in slot %s, scene %s: %d of %d showings met with a close, a hide or a complaint (%s; 95 %% interval %s to %s), compared with %s."
                        .formatted(
                                cell.creativeId(),
                                cell.slotId(),
                                cell.scene(),
                                today.negatives(),
                                today.trials(),
                                percentEn(today.share()),
                                percentEn(today.low()),
                                percentEn(today.high()),
                                usualEn(compared, baseline)));
    }

    private static String usualZh(Compared compared) {
        return switch (compared) {
            case ITSELF -> "此前七天";
            case SCENE -> "该场景此前七天整体";
            case ACCEPTED_SHARE -> "该场景可接受的比例";
        };
    }

    private static String usualEn(Compared compared, Share baseline) {
        var share = percentEn(baseline.share());
        return switch (compared) {
            case ITSELF -> share + " in the seven days before";
            case SCENE -> share + " in the whole scene in the seven days before";
            case ACCEPTED_SHARE -> "the " + share + " that the scene accepts";
        };
    }

    private static String percentZh(double share) {
        return String.format(Locale.ROOT, "%.1f%%", 100 * share);
    }

    private static String percentEn(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
