package io.houdao.benchmark;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** {@code --name value} pairs from the command line. */
public final class Options {

    private final Map<String, String> valueByName;

    private Options(Map<String, String> valueByName) {
        this.valueByName = valueByName;
    }

    /**
     * Reads the pairs.
     *
     * @throws UsageError if an option is unknown or has no value
     */
    public static Options parse(String[] arguments, Set<String> known) {
        var values = new LinkedHashMap<String, String>();
        for (var i = 0; i < arguments.length; i += 2) {
            var name = arguments[i].replaceFirst("^--", "");
            if (!known.contains(name) || name.equals(arguments[i])) {
                throw new UsageError("unknown option " + arguments[i] + "; known: --" + String.join(", --", known));
            }
            if (i + 1 == arguments.length) {
                throw new UsageError("--" + name + " needs a value");
            }
            values.put(name, arguments[i + 1]);
        }
        return new Options(values);
    }

    public String get(String name, String otherwise) {
        return valueByName.getOrDefault(name, otherwise);
    }

    public boolean has(String name) {
        return valueByName.containsKey(name);
    }
}
