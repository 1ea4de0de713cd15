package io.houdao.campaign.review.bottomline;

import io.houdao.contracts.SlotClass;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What each class of slot renders, and what each asset must look like: {@code bottom-line/assets.json}. */
@RegisterForReflection
record AssetSchemas(Map<SlotClass, SlotSchema> classes, Map<String, Asset> assets) {

    static AssetSchemas read() {
        return Data.read("assets.json", AssetSchemas.class);
    }

    SlotSchema of(SlotClass slotClass) {
        var schema = classes.get(slotClass);
        if (schema == null) {
            throw new IllegalStateException("assets.json has no schema for " + slotClass);
        }
        return schema;
    }

    /**
     * What one class of slot renders.
     *
     * @param oneOf sets of names; at least one of them must be whole
     * @param longestMs of what plays or is said: the most that any slot of the class lets it last
     */
    @RegisterForReflection
    record SlotSchema(List<List<String>> oneOf, List<String> optional, int longestMs) {

        boolean knows(String name) {
            return known().contains(name);
        }

        TreeSet<String> known() {
            var known = new TreeSet<>(optional);
            oneOf.forEach(known::addAll);
            return known;
        }
    }

    /**
     * One asset.
     *
     * @param most characters; absent where the form says enough
     * @param timed whether it plays or is said, and so lasts
     * @param oneOf all that it may be, a setting behind a slash aside; absent where the form says enough
     * @param beside the asset that it is of no use without; absent where it stands for itself
     */
    @RegisterForReflection
    record Asset(
            AssetForm form,
            @Nullable Integer most,
            boolean timed,
            @Nullable SortedSet<String> oneOf,
            @Nullable String beside) {

        boolean fits(String value) {
            return form.fits(value)
                    && (most == null || value.codePointCount(0, value.length()) <= most)
                    && (oneOf == null || oneOf.contains(value.replaceFirst("/.*", "")));
        }

        String description() {
            return form.description()
                    + (most == null ? "" : ", at most " + most + " characters")
                    + (oneOf == null ? "" : ", of " + oneOf);
        }
    }
}
