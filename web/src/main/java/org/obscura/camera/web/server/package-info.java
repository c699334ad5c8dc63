/** The site on the HTTP server of the JDK, with limits on time and connections that this server lacks. */
package org.obscura.camera.web.server;
