/** What triggers see of a camera: the frames before a cause, and the analysis of frames. The frames are those of the viewfinder. */
package org.obscura.camera.trigger.view;
