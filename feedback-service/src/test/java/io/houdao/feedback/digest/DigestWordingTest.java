package io.houdao.feedback.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.contracts.Scene;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.placement.SlotId;
import io.houdao.feedback.Sentence;
import io.houdao.feedback.digest.Digest.Compared;
import io.houdao.feedback.digest.Digest.Share;
import io.houdao.feedback.digest.Digest.Worse;
import io.houdao.feedback.experience.Cell;
import io.houdao.feedback.experience.Counts;
import io.houdao.feedback.experience.Counts.Minded;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DigestWordingTest {

    private static final LocalDate DAY = LocalDate.parse("2026-03-01");
    private static final Cell CELL =
            new Cell(Scene.of("home/sport"), new SlotId("tv-launcher.boot"), new CreativeId(new UUID(0, 7)));
    private static final String CREATIVE = "00000000-0000-0000-0000-000000000007";

    @Test
    void aCalmDay() {
        assertThat(DigestWording.summary(DAY, List.of(), 0))
                .isEqualTo(new Sentence(
                        "2026-03-01：没有显著变差之处；未采取克制措施。",
                        "2026-03-01: nothing got worse beyond chance; there was no act of restraint."));
    }

    @Test
    void onePlaceAndOneActAreSingular() {
        assertThat(DigestWording.summary(DAY, worse(1), 1))
                .isEqualTo(new Sentence(
                        "2026-03-01：1 处显著变差；已采取 1 项克制措施。这里不好。",
                        "2026-03-01: 1 place got worse beyond chance; there was 1 act of restraint. It is bad here."));
    }

    @Test
    void severalArePlural() {
        assertThat(DigestWording.summary(DAY, worse(3), 2))
                .isEqualTo(new Sentence(
                        "2026-03-01：3 处显著变差；已采取 2 项克制措施。最严重的是：这里不好。",
                        "2026-03-01: 3 places got worse beyond chance; there were 2 acts of restraint."
                                + " The worst: It is bad here."));
    }

    @Test
    void aFindingSaysWhatItIsComparedWith() {
        var today = Share.of(new Counts(60, 60, 0, 24, 0, 0, 24, 0, new Minded(24, 0, 0, 24)));
        var before = Share.of(new Counts(120, 120, 0, 3, 0, 0, 3, 0, new Minded(3, 0, 0, 3)));

        assertThat(DigestWording.finding(CELL, today, before, Compared.ITSELF))
                .isEqualTo(new Sentence(
                        "场景 home/sport、广告位 tv-launcher.boot、创意 " + CREATIVE
                                + "：60 次展示中有 24 次被关闭、隐藏或投诉（40.0%，95% 区间为 28.6% 至 52.6%），而此前七天为 2.5%。",
                        "Creative " + CREATIVE
                                + " in slot tv-launcher.boot, scene home/sport: 24 of 60 showings met with a close, a hide"
                                + " or a complaint (40.0 %; 95 % interval 28.6 % to 52.6 %), compared with 2.5 % in the"
                                + " seven days before."));
        assertThat(DigestWording.finding(CELL, today, before, Compared.SCENE).en())
                .endsWith("compared with 2.5 % in the whole scene in the seven days before.");
        assertThat(DigestWording.finding(CELL, today, before, Compared.SCENE).zh())
                .endsWith("而该场景此前七天整体为 2.5%。");
        var accepted = DigestWording.finding(CELL, today, Share.set(0.05), Compared.ACCEPTED_SHARE);
        assertThat(accepted.en()).endsWith("compared with the 5.0 % that the scene accepts.");
        assertThat(accepted.zh()).endsWith("而该场景可接受的比例为 5.0%。");
    }

    private static List<Worse> worse(int places) {
        var share = Share.set(0.5);
        var finding = new Sentence("这里不好。", "It is bad here.");
        return Collections.nCopies(
                places,
                new Worse(
                        CELL.scene().toString(),
                        CELL.slotId().toString(),
                        CELL.creativeId().value(),
                        share,
                        share,
                        "itself",
                        null,
                        finding,
                        List.of()));
    }
}
