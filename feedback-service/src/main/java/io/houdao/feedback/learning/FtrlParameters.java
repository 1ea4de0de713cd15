package io.houdao.feedback.learning;

/**
 * How an {@link FtrlModel} learns.
 *
 * @param alpha α, the learning rate: the first step of a feature is about {@code alpha / beta}
 * @param beta β, how long the rate stays near its start
 * @param l1 λ1, how much evidence a feature needs before its weight leaves zero
 * @param l2 λ2, how strongly weights are drawn to zero
 * @param priorShare the share of positives expected before anything is learnt, in (0, 1)
 * @param bits the model has {@code 2^bits} slots of 16 bytes: 22 bits are 64 MiB
 */
public record FtrlParameters(double alpha, double beta, double l1, double l2, double priorShare, int bits) {

    /** 2^22 slots. */
    public static final int DEFAULT_BITS = 22;

    public FtrlParameters {
        if (!(alpha > 0 && beta > 0 && l1 >= 0 && l2 >= 0)) {
            throw new IllegalArgumentException("alpha and beta must be positive, l1 and l2 not negative");
        }
        if (!(priorShare > 0 && priorShare < 1)) {
            throw new IllegalArgumentException("priorShare must lie between 0 and 1, was " + priorShare);
        }
        requireBits(bits);
    }

    /** For what happens often, such as a click on a video. */
    public static FtrlParameters common() {
        return new FtrlParameters(0.1, 1, 1, 1, 0.5, DEFAULT_BITS);
    }

    /**
     * For what happens seldom, such as a complaint: starts at the known share, moves slower, and lets fewer positives
     * speak.
     */
    public static FtrlParameters rare(double priorShare) {
        return new FtrlParameters(0.05, 1, 0.1, 1, priorShare, DEFAULT_BITS);
    }

    /** The same with another memory. */
    public FtrlParameters withBits(int bits) {
        return new FtrlParameters(alpha, beta, l1, l2, priorShare, bits);
    }

    /** The same, expecting another share of positives. */
    public FtrlParameters withPriorShare(double priorShare) {
        return new FtrlParameters(alpha, beta, l1, l2, priorShare, bits);
    }

    static void requireBits(int bits) {
        if (bits < 1 || bits > 28) {
            throw new IllegalArgumentException("bits must be 1 to 28, was " + bits);
        }
    }
}
