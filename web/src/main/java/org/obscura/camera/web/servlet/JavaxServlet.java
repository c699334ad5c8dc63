package org.obscura.camera.web.servlet;

import java.io.IOException;
import java.io.OutputStream;

import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.obscura.camera.web.http.Exchange;
import org.obscura.camera.web.http.Site;

/** The site as a servlet of {@code javax.servlet}. */
final class JavaxServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Site site;

    JavaxServlet(Site site) {
        this.site = site;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String root = request.getContextPath() + request.getServletPath();
        if (request.getRequestURI().equals(root)) {
            response.sendRedirect(root + "/");
        } else {
            site.serve(new ServletExchange(request, response, root));
        }
    }

    private record ServletExchange(HttpServletRequest request, HttpServletResponse response, String root) implements Exchange {
        @Override
        public String method() {
            return request.getMethod();
        }

        @Override
        public String path() {
            return request.getRequestURI().substring(root.length());
        }

        @Override
        public String query() {
            return request.getQueryString();
        }

        @Override
        public String header(String name) {
            return request.getHeader(name);
        }

        @Override
        public String remote() {
            return request.getRemoteAddr();
        }

        @Override
        public void setHeader(String name, String value) {
            response.setHeader(name, value);
        }

        @Override
        public byte[] readBody(int limit) throws IOException {
            return request.getInputStream().readNBytes(limit);
        }

        @Override
        public OutputStream begin(int status, String type, long length) throws IOException {
            response.setStatus(status);
            if (type != null) {
                response.setContentType(type);
            }
            if (length >= 0 && status != 304 && !request.getMethod().equals("HEAD")) {
                response.setContentLengthLong(length);
            }
            return response.getOutputStream();
        }
    }
}
