/**
 * The search for cameras in the network and the configuration of one that was found, as the commands and the page offer them. A bundle
 * embeds this package, and imports {@code org.osgi.service.cm} by it.
 */
package org.obscura.camera.support.discovery;
