package io.houdao.benchmark.learn;

import io.houdao.benchmark.Csv;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is known of each user, or each video, whenever it appears. */
record Statics(List<String> columns, Map<String, List<String>> valuesById) {

    static Statics read(Path file, String idColumn) throws IOException {
        try (var csv = new Csv(file)) {
            var columns = List.copyOf(csv.columns());
            var valuesById = new HashMap<String, List<String>>();
            while (csv.advance()) {
                valuesById.put(csv.get(idColumn), columns.stream().map(csv::get).toList());
            }
            return new Statics(columns, valuesById);
        }
    }

    boolean has(String column) {
        return columns.contains(column);
    }

    /** Empty for an id nobody described. */
    String value(String id, String column) {
        var values = valuesById.get(id);
        return values == null ? "" : values.get(columns.indexOf(column));
    }
}
