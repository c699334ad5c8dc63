package org.obscura.camera.web.camera;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/** Why the live view of each camera stands still. An event {@code view} announces each change. */
public final class ViewProblems {
    private final EventLog events;
    @GuardedBy("this")
    private final Map<String, View> views = new HashMap<>();

    /** The view of one camera. */
    private static final class View {
        private int viewers;
        private String problem = "";
    }

    public ViewProblems(EventLog events) {
        this.events = events;
    }

    /** Notes a viewer of a camera, until {@link #leave}. */
    public synchronized void enter(String camera) {
        views.computeIfAbsent(camera, id -> new View()).viewers++;
    }

    /** Notes that a viewer has left. Without viewers there is no view that could stand still. */
    public synchronized void leave(String camera) {
        View view = views.get(camera);
        if (view != null && --view.viewers == 0) {
            set(camera, "");
            views.remove(camera);
        }
    }

    /** Notes what a viewer sees: why no frames come; "" if they do. */
    public synchronized void set(String camera, String problem) {
        View view = views.get(camera);
        if (view != null && !view.problem.equals(problem)) {
            view.problem = problem;
            events.append("view", List.of("camera", camera, "problem", problem));
        }
    }

    /** Returns why the view of a camera stands still; "" if it does not, or has no viewer. */
    public synchronized String get(String camera) {
        View view = views.get(camera);
        return view == null ? "" : view.problem;
    }
}
