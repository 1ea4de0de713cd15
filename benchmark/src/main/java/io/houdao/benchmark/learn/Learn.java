package io.houdao.benchmark.learn;

import io.houdao.benchmark.Exit;
import io.houdao.benchmark.Figures;
import io.houdao.benchmark.Options;
import io.houdao.benchmark.UsageError;
import io.houdao.feedback.learning.FeatureSet;
import io.houdao.feedback.learning.FtrlParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Measures learning, off-policy evaluation and restraint. Exits with 0 if every gate was met, 1 if one was missed, 2 if it
 * could not run.
 */
public final class Learn {

    private static final Set<String> OPTIONS = Set.of("data", "target", "features", "alpha", "l1", "l2", "bits");

    private final Options options;
    private final Figures figures = new Figures();

    private Learn(Options options) {
        this.options = options;
    }

    /** Runs with the options that {@code benchmark/run} explains. */
    public static void main(String[] arguments) {
        System.exit(exitCode(arguments));
    }

    static int exitCode(String[] arguments) {
        return Exit.code("learn", () -> new Learn(Options.parse(arguments, OPTIONS)).run());
    }

    private boolean run() throws IOException {
        var kuaiRand = folder(
                "kuairand_pure",
                "the KuaiRand-Pure log, https://kuairand.com",
                ExposureLog.FILES.get(0),
                ExposureLog.FILES.get(1),
                ExposureLog.USERS,
                ExposureLog.VIDEOS);
        var openBandit = folder(
                "open_bandit_men",
                "campaign \"men\" of the small Open Bandit Dataset, https://github.com/st-tech/zr-obp",
                BanditLog.RANDOM,
                BanditLog.THOMPSON,
                BanditLog.POLICY);
        var target = options.get("target", "is_click");
        var features = features();
        var exposures = new ExposureLog(kuaiRand).read(features, target);

        UpdateRate.measure(exposures, parameters(), figures);
        new ResponseBenchmark(target, parameters(), options.has("features")).run(exposures, figures);
        new OffPolicyBenchmark(new BanditLog(openBandit)).run(figures);
        new RestraintBenchmark(parameters().bits()).run(exposures, figures);
        figures.print();
        return figures.allMet();
    }

    private FeatureSet features() {
        try {
            return FeatureSet.parse(
                    options.get("features", ExposureLog.FEATURES), parameters().bits());
        } catch (IllegalArgumentException unreadable) {
            throw new UsageError("--features: " + unreadable.getMessage());
        }
    }

    /**
     * As for what happens often, but for λ1, a tenth of it: chosen by the log loss on 28–30 April, which are learnt from and
     * not judged. It keeps seven times as many weights.
     */
    private FtrlParameters parameters() {
        try {
            return new FtrlParameters(
                    Double.parseDouble(options.get("alpha", "0.1")),
                    1,
                    Double.parseDouble(options.get("l1", "0.1")),
                    Double.parseDouble(options.get("l2", "1")),
                    0.5,
                    Integer.parseInt(options.get("bits", "22")));
        } catch (IllegalArgumentException unusable) {
            throw new UsageError("--alpha, --l1, --l2, --bits: " + unusable.getMessage());
        }
    }

    private Path folder(String name, String what, String... files) {
        if (!options.has("data")) {
            throw new UsageError("say with --data DIR where the folders kuairand_pure and open_bandit_men are");
        }
        var folder = Path.of(options.get("data", "")).resolve(name);
        for (var file : List.of(files)) {
            if (!Files.isReadable(folder.resolve(file))) {
                throw new UsageError("no file " + folder.resolve(file) + "; " + name + " holds " + what
                        + ", which is not part of this repository");
            }
        }
        return folder;
    }
}
