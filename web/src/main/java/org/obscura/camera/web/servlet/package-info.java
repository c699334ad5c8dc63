/** The site as a servlet of the HTTP Whiteboard, in the old and the new name of the Servlet API. Each is used if its package exists. */
package org.obscura.camera.web.servlet;
