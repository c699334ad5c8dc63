/** What the bundles need to know of file systems. */
package org.obscura.camera.support.file;
