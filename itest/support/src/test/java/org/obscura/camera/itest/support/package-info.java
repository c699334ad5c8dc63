/** What tests in Felix and in Karaf share: a browser, the page in it, and the reading of images. Compiled into the tests of both. */
package org.obscura.camera.itest.support;
