package io.houdao.placement.exposure;

import io.houdao.contracts.Scene;
import java.util.UUID;

/**
 * A name in 64 bits, by which exposures are counted: eight bytes instead of an object. Two of a million names share one
 * with a probability of 3 in 100 million; then a cap would be reached too early, never too late.
 */
public final class Fingerprint {

    private Fingerprint() {}

    public static long of(UUID id) {
        return mix(mix(id.getMostSignificantBits()) + id.getLeastSignificantBits());
    }

    /** Of text, such as a scene's. */
    public static long of(String text) {
        var hash = 0xcbf29ce484222325L;
        for (var i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return mix(hash);
    }

    /** Of a scene, made of its parts so that none of its text need be built. */
    public static long of(Scene scene) {
        return of(scene.moment()) + scene.sphere().ordinal();
    }

    /** The finaliser of MurmurHash3: every bit of the input moves half of the output. */
    private static long mix(long bits) {
        var mixed = (bits ^ (bits >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
