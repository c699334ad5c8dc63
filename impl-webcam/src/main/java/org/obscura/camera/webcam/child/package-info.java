/**
 * What runs in the child process: a small main that drives one camera through webcam-capture and answers the bundle over its pipes. Its
 * classes are copied out of the bundle together with the libraries; nothing here may use the bundle's other packages or OSGi.
 */
package org.obscura.camera.webcam.child;
