package io.houdao.profile.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ChildhoodTest {

    @Test
    void childhoodEndsOnTheFourteenthBirthday() {
        var born = LocalDate.of(2012, 3, 1);

        assertThat(Childhood.isChild(born, LocalDate.of(2026, 2, 28))).isTrue();
        assertThat(Childhood.isChild(born, LocalDate.of(2026, 3, 1))).isFalse();
        assertThat(Childhood.endOf(born)).isEqualTo("2026-03-01");
    }

    @Test
    void whoeverWasBornOnALeapDayIsAChildUntilMarch() {
        var born = LocalDate.of(2012, 2, 29);

        assertThat(Childhood.isChild(born, LocalDate.of(2026, 2, 28))).isTrue();
        assertThat(Childhood.endOf(born)).isEqualTo("2026-03-01");
    }

    @Test
    void theYoungestAdultIsNoChildAndWhoWasBornADayLaterIs() {
        for (var today = LocalDate.of(2026, 1, 1); today.getYear() < 2030; today = today.plusDays(1)) {
            var youngest = Childhood.youngestAdult(today);

            assertThat(Childhood.isChild(youngest, today)).as("%s", today).isFalse();
            assertThat(Childhood.isChild(youngest.plusDays(1), today))
                    .as("%s", today)
                    .isTrue();
        }
    }
}
