/** The HTTP API and the page: one class for each kind of resource. The paths are described by {@code openapi.json}. */
package org.obscura.camera.web.api;
