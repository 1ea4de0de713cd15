package io.houdao.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** A CSV file with a header line, read row by row; gzipped where its name says so. A quoted value may hold commas, not lines. */
public final class Csv implements AutoCloseable {

    private final BufferedReader reader;
    private final Map<String, Integer> indexByColumn = new LinkedHashMap<>();
    private List<String> row = List.of();

    /** Opens {@code file} and reads its header. */
    public Csv(Path file) throws IOException {
        var bytes = Files.newInputStream(file);
        var plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8), 1 << 16);
        advance();
        row.forEach(column -> indexByColumn.put(column, indexByColumn.size()));
    }

    /** Moves to the next row; false at the end. */
    public boolean advance() throws IOException {
        var line = reader.readLine();
        row = line == null ? List.of() : split(line);
        return line != null;
    }

    /** The columns' names, as in the header. */
    public Set<String> columns() {
        return indexByColumn.keySet();
    }

    /** This row's value, as written; the column must exist. */
    public String get(String column) {
        var index = indexByColumn.get(column);
        if (index == null) {
            throw new IllegalArgumentException("no column " + column);
        }
        return row.get(index);
    }

    public int getInt(String column) {
        return Integer.parseInt(get(column));
    }

    public double getDouble(String column) {
        return Double.parseDouble(get(column));
    }

    private static List<String> split(String line) {
        var values = new ArrayList<String>();
        var value = new StringBuilder();
        var quoted = false;
        for (var c : line.toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                values.add(value.toString());
                value.setLength(0);
            } else {
                value.append(c);
            }
        }
        values.add(value.toString());
        return values;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
