package io.houdao.benchmark.learn;

import io.houdao.benchmark.Csv;
import io.houdao.benchmark.UsageError;
import io.houdao.feedback.learning.FeatureSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the KuaiRand-Pure log (Gao et al., CIKM'22), in the order in which it happened. */
final class ExposureLog {

    static final List<String> FILES = List.of("impressions_20220425_0430.csv.gz", "impressions_20220501_0508.csv.gz");
    static final String USERS = "user_features_pure.csv.gz";
    static final String VIDEOS = "video_features_basic_pure.csv.gz";

    /**
     * What is known before serving: who, what, where and when, alone; and crossed, what a scene makes of a video and a
     * person of a kind of video.
     */
    static final String FEATURES = String.join(
            ",",
            "user_id,video_id,author_id,tag,tab,hour,duration_log2,age_days",
            "music_id,music_type,video_type,upload_type,server_width,server_height",
            "user_active_degree,is_lowactive_period,is_live_streamer,is_video_author",
            "follow_user_num_range,fans_user_num_range,friend_user_num_range,register_days_range",
            "onehot_feat0,onehot_feat1,onehot_feat2,onehot_feat3,onehot_feat4,onehot_feat5,onehot_feat6,onehot_feat7,onehot_feat8",
            "onehot_feat9,onehot_feat10,onehot_feat11,onehot_feat12,onehot_feat13,onehot_feat14,onehot_feat15,onehot_feat16",
            "onehot_feat17",
            "tab*duration_log2,tab*video_id,user_id*tab,user_active_degree*tab,tag*tab",
            "user_id*tag,user_id*author_id,user_id*duration_log2");

    private final Path folder;
    private final Statics users;
    private final Statics videos;

    ExposureLog(Path folder) throws IOException {
        this.folder = folder;
        this.users = Statics.read(folder.resolve(USERS), "user_id");
        this.videos = Statics.read(folder.resolve(VIDEOS), "video_id");
    }

    /**
     * All exposures, both files.
     *
     * @throws UsageError if target or features name a column that does not exist, or that is known only after serving
     */
    List<Exposure> read(FeatureSet features, String target) throws IOException {
        var exposures = new ArrayList<Exposure>();
        for (var file : FILES) {
            try (var csv = new Csv(folder.resolve(file))) {
                var row = new ExposureRow(csv, users, videos);
                row.requireKnownBeforeServing(features.columns());
                while (csv.advance()) {
                    exposures.add(row.exposure(features, target));
                }
            }
        }
        return exposures;
    }
}
