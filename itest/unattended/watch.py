"""Looks at the disk while the product runs: what is on it, and whether the latest image is always whole."""
import os
import pathlib
import threading
import time

EVERY = 10


class Watch:
    def __init__(self, product, journal):
        self.product = product
        self.journal = journal
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.reads = 0
        self.partial = 0

    def start(self):
        self.thread.start()

    def end(self):
        ended = self.thread.ident is not None and not self.thread.is_alive() and not self.stopped.is_set()
        if self.thread.is_alive():
            self.stopped.set()
            self.thread.join()
        self.journal.note('latest', reads=self.reads, partial=self.partial, ended=ended)

    def run(self):
        last = 0
        while not self.stopped.wait(0.5):
            self.read_latest()
            if time.monotonic() - last >= EVERY:
                last = time.monotonic()
                self.sample()

    def read_latest(self):
        try:
            data = (self.product.images / 'yard' / 'latest.jpg').read_bytes()
        except FileNotFoundError:
            if self.reads:
                self.partial += 1  # it was there
            return
        self.reads += 1
        if not (data.startswith(b'\xff\xd8') and data.endswith(b'\xff\xd9')):
            self.partial += 1

    def sample(self):
        images = self.images()
        waiting = self.waiting()
        self.journal.note('disk', **{camera: len(paths) for camera, paths in images.items()},
                          waiting={camera: len(waiting & paths) for camera, paths in images.items()},
                          outbox=self.outbox_entries(), bytes=self.bytes(self.product.images), cache=self.bytes(self.product.home),
                          other=self.other_files())

    @staticmethod
    def files(folder):
        """Returns the files below a folder; folders that vanish meanwhile are left out, which Path.rglob does not do."""
        return [pathlib.Path(parent) / name for parent, _, names in os.walk(folder) for name in names]

    def images(self):
        """Returns the paths of the images of each camera."""
        return {camera: {str(file) for file in self.files(self.product.images / camera) if file.suffix == '.jpg'
                         and file.name != 'latest.jpg' and not file.name.startswith('.')} for camera in ('yard', 'gate')}

    def other_files(self):
        return sum(1 for file in self.files(self.product.images) if file.name.startswith('.') or file.suffix != '.jpg')

    def outbox_entries(self):
        return sum(1 for file in self.files(self.product.outbox) if file.name.endswith('.image'))

    def waiting(self):
        """Returns the paths of images that wait for a sink, as the outboxes on the disk name them."""
        found = set()
        for file in self.files(self.product.outbox):
            try:
                found.update(line[5:] for line in file.read_text().splitlines() if line.startswith('path='))
            except OSError:
                continue  # it has been delivered
        return found

    @classmethod
    def bytes(cls, folder):
        total = 0
        for file in cls.files(folder):
            try:
                total += file.stat().st_size
            except OSError:
                continue
        return total
