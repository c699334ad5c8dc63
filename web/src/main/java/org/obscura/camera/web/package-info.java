/** A page with live view, gallery and controls, and the HTTP API under it. Nothing is opened without a configuration. */
package org.obscura.camera.web;
