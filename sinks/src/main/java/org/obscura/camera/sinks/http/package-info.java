/** The sink that uploads images by HTTP. */
package org.obscura.camera.sinks.http;
