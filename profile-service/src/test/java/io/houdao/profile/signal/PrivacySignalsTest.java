package io.houdao.profile.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.iab.gpp.encoder.GppModel;
import com.iab.gpp.encoder.section.TcfEuV2;
import com.iab.gpp.encoder.section.UsCa;
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
    void anOptOutInCaliforniaObjects() {
        for (var field : List.of("SaleOptOut", "SharingOptOut")) {
            assertThat(PrivacySignals.objections(null, section(UsCa.NAME, field, 1), null))
                    .containsExactly("gpp:usca");
        }
        assertThat(PrivacySignals.objections(null, section(UsCa.NAME, "SaleOptOut", 2), null))
                .isEmpty();
    }

    @Test
    void globalPrivacyControlInsideASectionObjects() {
        for (var name : List.of(UsNat.NAME, UsCa.NAME)) {
            var model = new GppModel();
            model.setFieldValue(name, "GpcSegmentIncluded", true);
            model.setFieldValue(name, "Gpc", true);

            assertThat(PrivacySignals.objections(null, model.encode(), null)).containsExactly("gpp:" + name);
        }
    }

    @Test
    void theOldUsStringObjectsUnlessItSaysNo() {
        assertThat(PrivacySignals.objections(null, "DBABTA~1YNN", null)).isEmpty();
        for (var objecting : List.of("DBABTA~1YYN", "DBABTA~1---")) {
            assertThat(PrivacySignals.objections(null, objecting, null))
                    .as(objecting)
                    .containsExactly("gpp:uspv1");
        }
    }

    @Test
    void theSameStringInsideGppMeansTheSame() {
        var allowed = new GppModel();
        allowed.setFieldValue(TcfEuV2.NAME, "PurposeConsents", purposes(3, 4));
        var missing = new GppModel();
        missing.setFieldValue(TcfEuV2.NAME, "PurposeConsents", purposes(3));

        assertThat(PrivacySignals.objections(null, allowed.encode(), null)).isEmpty();
        assertThat(PrivacySignals.objections(null, missing.encode(), null)).containsExactly("gpp:tcfeuv2");
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
        return section(UsNat.NAME, field, value);
    }

    private static String section(String name, String field, int value) {
        var model = new GppModel();
        model.setFieldValue(name, field, value);
        return model.encode();
    }

    /** The core string of a TC string travels in GPP's section of the same form. */
    private static String tcf(Integer... purposes) {
        var section = new TcfEuV2();
        section.setFieldValue("PurposeConsents", purposes(purposes));
        return section.encode();
    }

    private static List<Boolean> purposes(Integer... allowed) {
        return IntStream.rangeClosed(1, 24).mapToObj(List.of(allowed)::contains).toList();
    }
}
