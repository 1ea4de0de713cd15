package io.houdao.campaign.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proof of who called and when: {@code t=1767225600,v1=5257a8…}, in which v1 is the HMAC-SHA256 under the webhook's secret
 * of {@code t}, a dot and the body, in hexadecimal. Refuse what does not match, and what is older than five minutes.
 */
final class Signature {

    private static final String HMAC = "HmacSHA256";

    private Signature() {}

    static String of(Call call, Instant now) {
        var time = now.getEpochSecond();
        return "t=" + time + ",v1=" + hmac(call.secret(), time + "." + call.body());
    }

    static String hmac(String secret, String text) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has HMAC-SHA256", e);
        }
    }
}
