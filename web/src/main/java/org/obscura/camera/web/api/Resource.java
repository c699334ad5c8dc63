package org.obscura.camera.web.api;

import java.util.List;

import org.obscura.camera.web.http.Route;

/** A part of the site. */
interface Resource {
    /** The path of a camera. */
    String CAMERA = "/api/cameras/{camera}";

    List<Route> routes();
}
