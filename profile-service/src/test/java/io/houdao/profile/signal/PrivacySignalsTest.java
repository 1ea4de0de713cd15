package io.houdao.profile.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.iab.gpp.encoder.GppModel;
import com.iab.gpp.encoder.section.TcfEuV2;
import com.iab.gpp.encoder.section.UsNat;
import com.iab.gpp.encoder.section.UsVa;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrivacySignalsTest {

    @Test
    void nothingSaidIsNoObjectionAndNoPermissionEither() {
        assertThat(PrivacySignals.objections(null, null, null)).isEmpty();
        assertThat(PrivacySignals.objections("0", null, null)).isEmpty();
    }

    @Test
    void globalPrivacyControlObjects() {
        assertThat(PrivacySignals.objections("1", null, null)).containsExactly("sec-gpc");
    }

    @Test
    void anOptOutInTheNationalSectionObjects() {
        for (var field : List.of("SaleOptOut", "SharingOptOut", "TargetedAdvertisingOptOut")) {
            assertThat(PrivacySignals.objections(null, national(field, 1), null))
                    .containsExactly("gpp:usnat");
        }
        assertThat(PrivacySignals.objections(null, national("SaleOptOut", 2), null))
                .isEmpty();
    }

    @Test
    void aSectionWithoutARuleObjects() {
        var model = new GppModel();
        model.setFieldValue(UsVa.NAME, "SaleOptOut", 2);

        assertThat(PrivacySignals.objections(null, model.encode(), null)).containsExactly("gpp:usva");
    }

    @Test
    void aTcfStringObjectsUnlessBothProfilePurposesAreAllowed() {
        assertThat(PrivacySignals.objections(null, null, tcf(1, 3, 4))).isEmpty();
        assertThat(PrivacySignals.objections(null, null, tcf(1, 4))).containsExactly("tcf");
        assertThat(PrivacySignals.objections(null, null, tcf(1, 3))).containsExactly("tcf");
        assertThat(PrivacySignals.objections(null, null, tcf())).containsExactly("tcf");
    }

    @Test
    void whatIsNoSuchStringIsRefused() {
        assertThatThrownBy(() -> PrivacySignals.objections(null, "no gpp", null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PrivacySignals.objections(null, null, "no tcf"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String national(String field, int value) {
        var model = new GppModel();
        model.setFieldValue(UsNat.NAME, field, value);
        return model.encode();
    }

    /** The core string of a TC string travels in GPP's section of the same form. */
    private static String tcf(Integer... purposes) {
        var section = new TcfEuV2();
        var allowed = List.of(purposes);
        section.setFieldValue(
                "PurposeConsents",
                IntStream.rangeClosed(1, 24).mapToObj(allowed::contains).toList());
        return section.encode();
    }
}
