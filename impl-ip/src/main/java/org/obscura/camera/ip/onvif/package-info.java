/**
 * What a camera backend needs of ONVIF: discovery, the clock, media profiles and the addresses of still images and streams. Replies are
 * read without namespaces, since those of real cameras leave prefixes undeclared.
 */
package org.obscura.camera.ip.onvif;
