package io.houdao.feedback.intake;

import io.smallrye.config.ConfigMapping;

/** What one device may report. */
@ConfigMapping(prefix = "houdao.intake.device")
interface DeviceSettings {

    /** Events at once. */
    long burst();

    /** Events a second in the long run. */
    double perSecond();
}
