package io.houdao.campaign.report;

import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.contracts.feedback.ExperienceEvent.CheckIn;
import io.houdao.contracts.feedback.ExperienceEvent.Click;
import io.houdao.contracts.feedback.ExperienceEvent.Close;
import io.houdao.contracts.feedback.ExperienceEvent.Complaint;
import io.houdao.contracts.feedback.ExperienceEvent.Conversion;
import io.houdao.contracts.feedback.ExperienceEvent.Hide;
import io.houdao.contracts.feedback.ExperienceEvent.Impression;
import io.houdao.contracts.feedback.ExperienceEvent.Useful;
import io.houdao.contracts.feedback.ExperienceEvent.Viewable;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of event that advertisers are told about, and billed for. What else happens is not theirs to know. */
enum Kind {
    IMPRESSION(Impression.class),
    VIEWABLE(Viewable.class),
    CLICK(Click.class),
    CLOSE(Close.class),
    HIDE(Hide.class),
    COMPLAINT(Complaint.class),
    USEFUL(Useful.class),
    CONVERSION(Conversion.class),
    CHECK_IN(CheckIn.class);

    private final Class<? extends ExperienceEvent> type;

    Kind(Class<? extends ExperienceEvent> type) {
        this.type = type;
    }

    static Optional<Kind> of(ExperienceEvent event) {
        return Arrays.stream(values())
                .filter(kind -> kind.type.isInstance(event))
                .findFirst();
    }

    /** Whether this is the event that costs money under {@code pricing}. A fixed time is paid as a whole. */
    boolean isBilledBy(PricingModel pricing) {
        return switch (pricing) {
            case CPM -> this == IMPRESSION;
            case CPC -> this == CLICK;
            case CPA -> this == CONVERSION;
            case FIXED_TIME -> false;
        };
    }

    /** As in the database and in reports. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
