package io.houdao.benchmark.learn;

/**
 * One video shown to one person.
 *
 * @param judged whether it belongs to the days on which predictions are judged; before them there is only learning
 * @param scene the log's {@code tab}
 * @param slots its features, hashed
 * @param target whether the response asked for happened
 * @param skipped played for less than 2 s without a click: what stands for a closed ad
 * @param satisfied watched for long: what stands for value
 * @param hidden they asked for no more of it
 */
record Exposure(
        boolean judged,
        String person,
        String video,
        String scene,
        int[] slots,
        boolean target,
        boolean skipped,
        boolean satisfied,
        boolean hidden) {}
