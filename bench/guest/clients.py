"""Clients by HTTP, and what an image says of its exposure."""
import http.client
import re
import socket
import threading
import time


def exposure(data):
    """Returns when the camera made an image, by its own comment in it."""
    found = re.search(rb'nanos=(\d+) ', data)
    return int(found[1]) if found else None


def get(port, path):
    try:
        connection = http.client.HTTPConnection('127.0.0.1', port, timeout=60)
        connection.request('GET', path)
        response = connection.getresponse()
        data = response.read()
        connection.close()
        return data if response.status == 200 else None
    except OSError:
        return None


class Watcher:
    """A client of a live view. It counts images in what arrives, and does not decode the protocol, so that it costs the same for all servers."""

    def __init__(self, port, path):
        self.count, self.ages, self.ended = 0, [], False
        self.socket = socket.create_connection(('127.0.0.1', port), timeout=60)
        self.socket.sendall(f'GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n'.encode())
        self.thread = threading.Thread(target=self.read, daemon=True)
        self.thread.start()

    def read(self):
        rest = b''
        while not self.ended:
            data = self.socket.recv(1 << 20)
            if not data:
                return
            now = time.monotonic_ns()
            self.ages += [now - int(each[1]) for each in re.finditer(rb'nanos=(\d+) ', data)]
            self.count += (rest + data).count(b'\xff\xd8\xff')
            rest = data[-2:]

    def end(self):
        self.ended = True
        self.thread.join(70)
        self.socket.close()
