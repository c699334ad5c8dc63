/** User names and passwords of what a bundle connects to, and what is remembered of those that were refused. */
package org.obscura.camera.support.credentials;
