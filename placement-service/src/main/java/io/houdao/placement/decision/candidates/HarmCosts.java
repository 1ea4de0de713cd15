package io.houdao.placement.decision.candidates;

/** What negative feedback costs a person, in micros for each event. */
public record HarmCosts(long closeMicros, long hideMicros, long complaintMicros) {

    /** The expected harm of a showing: {@code h} of the serving objective. */
    public double harmMicros(Response response) {
        return closeMicros * response.close() + hideMicros * response.hide() + complaintMicros * response.complaint();
    }
}
