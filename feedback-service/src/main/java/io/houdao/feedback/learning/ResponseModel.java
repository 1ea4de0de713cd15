package io.houdao.feedback.learning;

/** Predicts whether a person will respond in one way, such as click or close, to one showing. */
public interface ResponseModel {

    /** The probability, in (0, 1), of the response; {@code slots} come from {@link FeatureSet#slots}. */
    double predict(int[] slots);
}
