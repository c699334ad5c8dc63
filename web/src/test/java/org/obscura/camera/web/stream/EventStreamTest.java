package org.obscura.camera.web.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obscura.camera.web.WebFixture;
import org.obscura.camera.web.camera.EventLog;
import org.obscura.camera.web.http.Exchange;
import org.obscura.camera.web.http.Role;
import org.obscura.camera.web.http.Route;
import org.obscura.camera.web.http.Site;
import org.obscura.camera.web.http.User;

/** The events as one client receives them. */
@Tag("slow")
class EventStreamTest {
    private final EventLog events = new EventLog();
    private final List<String> received = new ArrayList<>();

    /** Follows the events; the client does something with each of them before it takes the next. */
    private void follow(Consumer<String> client) throws Exception {
        EventStream stream = new EventStream(events, 1);
        Site site = new Site(exchange -> new User("", Role.VIEW), List.of(new Route("GET", "/events", Role.VIEW, stream::stream)), null);
        site.serve(WebFixture.proxy(Exchange.class, (method, arguments) -> switch (method) {
            case "method" -> "GET";
            case "path" -> "/events";
            case "begin" -> output(client);
            default -> null;
        }));
    }

    private OutputStream output(Consumer<String> client) {
        return new OutputStream() {
            @Override
            public void write(int b) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void write(byte[] bytes) {
                String text = new String(bytes, StandardCharsets.UTF_8).replaceAll("(?s).*event: (\\w+)\n.*", "$1");
                received.add(text);
                client.accept(text);
            }
        };
    }

    @Test
    void clientThatMissesEventsWhileItReadsIsToldSo() throws Exception {
        follow(text -> {
            switch (text) {
                case "first" -> {
                    for (int i = 0; i < 1000; i++) {
                        events.append("missed", List.of("number", i)); // more than are kept
                    }
                }
                case "reset" -> events.append("next", List.of());
                case "next" -> events.close();
                default -> events.append("first", List.of());
            }
        });
        assertEquals(List.of("first", "reset", "next"), received.subList(1, received.size()));
    }

    @Test
    void silenceIsToldFromAServerThatIsGone() throws Exception {
        follow(text -> {
            if (text.equals("alive")) {
                events.close();
            }
        });
        assertEquals(List.of("alive"), received.subList(1, received.size()));
    }
}
