package io.houdao.feedback.restraint;

import io.houdao.contracts.Scene;
import io.houdao.kit.paging.Cursor;
import io.houdao.kit.paging.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Shows how scenes are restrained. */
@ApplicationScoped
class SceneViews {

    private final Scenes scenes;
    private final Suspensions suspensions;
    private final TightenedCaps caps;

    SceneViews(Scenes scenes, Suspensions suspensions, TightenedCaps caps) {
        this.scenes = scenes;
        this.suspensions = suspensions;
        this.caps = caps;
    }

    @Transactional
    public Page<SceneView> page(@Nullable Cursor cursor, int limit) {
        var found = scenes.page(cursor == null ? "" : cursor.position(), limit + 1);
        return Page.of(found, limit, scene -> scene.scene().toString()).map(this::view);
    }

    @Transactional
    public SceneView of(Scene scene) {
        return view(Objects.requireNonNull(scenes.findById(scene.toString())));
    }

    private SceneView view(SceneRestraint scene) {
        var name = scene.scene().toString();
        return SceneView.of(scene, suspensions.in(name), caps.in(name));
    }
}
