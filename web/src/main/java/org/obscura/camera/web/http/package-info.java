/** What the site needs of HTTP, independent of a server: a request with its response, routes, JSON, problems. */
package org.obscura.camera.web.http;
