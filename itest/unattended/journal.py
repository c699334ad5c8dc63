"""What happened, and when by the clock of this machine: a line of JSON each."""
import json
import threading
import time


class Journal:
    def __init__(self, path):
        self.path = path
        self.lock = threading.Lock()

    def note(self, what, **values):
        line = json.dumps({'t': round(time.time(), 3), 'what': what, **values})
        with self.lock, open(self.path, 'a') as out:
            out.write(line + '\n')


def read(path):
    with open(path) as lines:
        return [json.loads(line) for line in lines]
