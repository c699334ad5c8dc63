/** The sink that runs a program for each image. */
package org.obscura.camera.sinks.program;
