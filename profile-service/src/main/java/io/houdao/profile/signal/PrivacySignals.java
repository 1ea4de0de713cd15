package io.houdao.profile.signal;

import com.iab.gpp.encoder.GppModel;
import com.iab.gpp.encoder.section.TcfEuV2;
import com.iab.gpp.encoder.section.UsCa;
import com.iab.gpp.encoder.section.UsNat;
import com.iab.gpp.encoder.section.UspV1;
import com.iabtcf.decoder.TCString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a device said about ads by standard signals; the mapping is explained in {@code docs/privacy.md}. Each can only say
 * no: none of them names the source, the data and the surface that a yes would have to name. What cannot be understood
 * counts as a no as well.
 */
final class PrivacySignals {

    private static final int CREATE_PROFILES = 3;
    private static final int USE_PROFILES = 4;
    private static final int OPTED_OUT = 1;

    private PrivacySignals() {}

    /**
     * The signals that say no, such as {@code sec-gpc} and {@code gpp:usnat}; empty where there is no objection.
     *
     * @param secGpc the header: {@code 1} objects, anything else is not defined and says nothing
     * @param gpp a Global Privacy Platform string
     * @param tcf a Transparency and Consent Framework string, version 2
     * @throws IllegalArgumentException if a string is no such string
     */
    static List<String> objections(@Nullable String secGpc, @Nullable String gpp, @Nullable String tcf) {
        var objections = new ArrayList<String>();
        if ("1".equals(secGpc)) {
            objections.add("sec-gpc");
        }
        if (gpp != null) {
            objections.addAll(ofGpp(gpp));
        }
        if (tcf != null && !allowsProfiles(tcf)) {
            objections.add("tcf");
        }
        return objections;
    }

    private static boolean allowsProfiles(String tcf) {
        try {
            var consents = TCString.decode(tcf).getPurposesConsent();
            return consents.contains(CREATE_PROFILES) && consents.contains(USE_PROFILES);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("not a TCF string", e);
        }
    }

    private static List<String> ofGpp(String gpp) {
        try {
            var model = new GppModel(gpp);
            return model.getSectionIds().stream()
                    .filter(section -> objects(model, section))
                    .map(section -> "gpp:" + model.getSection(section).getName())
                    .toList();
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("not a GPP string", e);
        }
    }

    /** A section for which there is no rule here objects. */
    private static boolean objects(GppModel model, int section) {
        return switch (section) {
            case 2 -> objects(model.getTcfEuV2Section());
            case 6 -> objects(model.getUspV1Section());
            case 7 -> objects(model.getUsNatSection());
            case 8 -> objects(model.getUsCaSection());
            default -> true;
        };
    }

    private static boolean objects(TcfEuV2 section) {
        var consents = section.getPurposeConsents();
        return !(consents.get(CREATE_PROFILES - 1) && consents.get(USE_PROFILES - 1));
    }

    private static boolean objects(UspV1 section) {
        return !Character.valueOf('N').equals(section.getOptOutSale());
    }

    private static boolean objects(UsNat section) {
        return section.getSaleOptOut() == OPTED_OUT
                || section.getSharingOptOut() == OPTED_OUT
                || section.getTargetedAdvertisingOptOut() == OPTED_OUT
                || Boolean.TRUE.equals(section.getGpc());
    }

    private static boolean objects(UsCa section) {
        return section.getSaleOptOut() == OPTED_OUT
                || section.getSharingOptOut() == OPTED_OUT
                || Boolean.TRUE.equals(section.getGpc());
    }
}
