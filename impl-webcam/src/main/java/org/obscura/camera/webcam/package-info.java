/**
 * Backend for real cameras, through webcam-capture. That library's natives hang, leak and pin class loaders, so they run in a child
 * process: one for each open camera and one for each scan. This package finds devices, registers them and passes frames
 * on; the package {@code child} is what runs over there.
 */
package org.obscura.camera.webcam;
