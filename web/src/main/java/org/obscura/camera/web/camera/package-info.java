/** What the site knows of cameras: their services, the images that were taken since it opened, their thumbnails, and the events. */
package org.obscura.camera.web.camera;
