/** Who may use the site: origin of requests, users with their roles, wrong passwords. */
package org.obscura.camera.web.access;
