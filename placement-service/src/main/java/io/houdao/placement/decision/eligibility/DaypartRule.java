package io.houdao.placement.decision.eligibility;

import io.houdao.contracts.campaign.Daypart;
import io.houdao.placement.decision.candidates.Candidate;
import jakarta.inject.Singleton;
import java.time.ZonedDateTime;

/** A line item runs in its dayparts, by the clock of its advertiser; without dayparts, always. */
@Singleton
class DaypartRule implements EligibilityRule {

    @Override
    public RejectionReason reason() {
        return RejectionReason.OUT_OF_DAYPART;
    }

    @Override
    public boolean objectsTo(Candidate candidate, Situation situation) {
        var dayparts = candidate.lineItem().live().dayparts();
        if (dayparts.isEmpty()) {
            return false;
        }
        var there = situation.now().atZone(candidate.lineItem().zone());
        return dayparts.stream().noneMatch(daypart -> covers(daypart, there));
    }

    private static boolean covers(Daypart daypart, ZonedDateTime time) {
        return (daypart.days().isEmpty() || daypart.days().contains(time.getDayOfWeek()))
                && time.getHour() >= daypart.fromHour()
                && time.getHour() < daypart.toHour();
    }
}
