package io.houdao.profile.projection;

import java.time.LocalDate;
import java.time.Period;

/** Until when someone is a child: up to their fourteenth birthday (PIPL, article 31), by the date in UTC. */
public final class Childhood {

    private static final int YEARS = 14;

    private Childhood() {}

    /** Whether someone born on {@code birthDate} is a child on {@code today}. */
    public static boolean isChild(LocalDate birthDate, LocalDate today) {
        return Period.between(birthDate, today).getYears() < YEARS;
    }

    /** The last day on which somebody was born who is no child on {@code today}. */
    public static LocalDate youngestAdult(LocalDate today) {
        return today.minusYears(YEARS);
    }

    /** The first day on which they are no child; born on 29 February, it is the 1 March of a common year. */
    public static LocalDate endOf(LocalDate birthDate) {
        var birthday = birthDate.plusYears(YEARS);
        return isChild(birthDate, birthday) ? birthday.plusDays(1) : birthday;
    }
}
