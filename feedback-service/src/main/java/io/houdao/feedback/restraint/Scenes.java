package io.houdao.feedback.restraint;

import io.houdao.contracts.Scene;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** The store of {@link SceneRestraint}. A scene is known from the first time that anything is counted or set for it. */
@ApplicationScoped
class Scenes implements PanacheRepositoryBase<SceneRestraint, String> {

    private final RestraintSettings settings;

    Scenes(RestraintSettings settings) {
        this.settings = settings;
    }

    /** The scene, made calm where it is new. */
    SceneRestraint get(Scene scene, Instant now) {
        var known = findById(scene.toString());
        if (known != null) {
            return known;
        }
        var calm = new SceneRestraint(scene, settings.acceptedShare(), settings.maxPriceMicros(), now);
        persist(calm);
        return calm;
    }

    /** What {@code scene} accepts, without making it known. */
    double acceptedShare(Scene scene) {
        var known = findById(scene.toString());
        return known == null ? settings.acceptedShare() : known.acceptedShare();
    }

    /** Those whose names come after {@code after}, in the order of their names. */
    List<SceneRestraint> page(String after, int most) {
        return find("scene > ?1", Sort.by("scene"), after).page(0, most).list();
    }
}
