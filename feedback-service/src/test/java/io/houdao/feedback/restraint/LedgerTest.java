package io.houdao.feedback.restraint;

import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.feedback.experience.ExperienceReports.Opportunities;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    @Test
    void everySceneHasItsAllowanceAndADayTheSumOfThem() {
        var ledger = Ledger.of(
                DAY,
                List.of(new Opportunities("home/sport", 10, 7, 300), new Opportunities("home/work", 5, 1, 1_200)),
                1_000);

        assertThat(ledger.day()).isEqualTo(DAY);
        assertThat(ledger.forgoneMicros()).isEqualTo(1_500);
        assertThat(ledger.allowanceMicros()).isEqualTo(2_000);
        assertThat(ledger.remainingMicros()).isEqualTo(500);
        assertThat(ledger.items())
                .containsExactly(
                        new Ledger.Entry("home/sport", 10, 7, 300, 1_000, 700),
                        new Ledger.Entry("home/work", 5, 1, 1_200, 1_000, -200));
    }
}
