package io.houdao.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a benchmark measured, in the order it was measured, and which gates it met. */
public final class Figures {

    private final List<String> lines = new ArrayList<>();
    private boolean allMet = true;

    /** Keeps a figure for the last lines: {@code name value unit}; the unit may be empty. */
    public void add(String name, String format, double value, String unit) {
        lines.add((name + " " + text(format, value) + " " + unit).strip());
    }

    /** Says at once whether a gate is met. */
    public void gate(boolean met, String claim, Object... values) {
        allMet &= met;
        say((met ? "met     " : "MISSED  ") + claim, values);
    }

    public void say(String format, Object... values) {
        System.out.println(text(format, values));
    }

    /** Prints the figures. */
    public void print() {
        System.out.println();
        lines.forEach(System.out::println);
    }

    public boolean allMet() {
        return allMet;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
