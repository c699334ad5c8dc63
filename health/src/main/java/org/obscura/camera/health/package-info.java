/** Health checks for operators: one Felix Health Check service for each camera. Uses the API alone; exports nothing. */
package org.obscura.camera.health;
