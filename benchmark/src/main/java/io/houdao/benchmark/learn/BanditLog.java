package io.houdao.benchmark.learn;

import io.houdao.benchmark.Csv;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the small Open Bandit Dataset (Saito et al. 2021): choices of two policies with their true propensities. */
final class BanditLog {

    static final String RANDOM = "random.csv.gz";

    /** Thompson sampling, Bernoulli rewards. */
    static final String THOMPSON = "bts.csv.gz";

    static final String POLICY = "bts_action_dist.csv";

    private final Path folder;

    BanditLog(Path folder) {
        this.folder = folder;
    }

    /** One item shown at one of the three positions, counted from 0. */
    record Choice(int item, int position, boolean clicked, double propensity) {}

    /** The choices in {@code file}, in the order in which they were made. */
    List<Choice> choices(String file) throws IOException {
        var choices = new ArrayList<Choice>();
        try (var csv = new Csv(folder.resolve(file))) {
            while (csv.advance()) {
                choices.add(new Choice(
                        csv.getInt("item_id"),
                        csv.getInt("position") - 1,
                        csv.getInt("click") == 1,
                        csv.getDouble("propensity_score")));
            }
        }
        return choices;
    }

    /** With which probability Thompson sampling shows item i at position k: {@code [i][k]}. */
    double[][] thompsonPolicy() throws IOException {
        var policy = new ArrayList<double[]>();
        try (var csv = new Csv(folder.resolve(POLICY))) {
            while (csv.advance()) {
                policy.add(new double[] {csv.getDouble("p_pos1"), csv.getDouble("p_pos2"), csv.getDouble("p_pos3")});
            }
        }
        return policy.toArray(double[][]::new);
    }
}
