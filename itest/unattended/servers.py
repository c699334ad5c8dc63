"""The receivers: a web server, a broker with a subscriber, and a program; and how each of them fails."""
import getpass
import hashlib
import json
import pathlib
import re
import signal
import socket
import subprocess
import threading
import time


def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


class Server:
    """A server as a process. Each fault lasts for some seconds, and then it serves again."""
    name = ''
    faults = ('kill', 'stop', 'restart', 'freeze', 'refuse')

    def __init__(self, folder, journal):
        self.folder = folder
        self.journal = journal
        self.port = free_port()
        self.process = None

    def start(self, refuses=False):
        command = self.command(refuses)
        with open(self.folder / f'{self.name}.out', 'ab') as out:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
        end = time.monotonic() + 60
        while True:
            try:
                socket.create_connection(('127.0.0.1', self.port), 1).close()
                return
            except OSError:
                if self.process.poll() is not None or time.monotonic() > end:
                    raise RuntimeError(f'{self.name} does not listen: see {self.folder}/{self.name}.out') from None
                time.sleep(0.05)

    def fail(self, fault, seconds):
        self.journal.note('fault', server=self.name, fault=fault, seconds=seconds)
        if fault == 'freeze':
            self.process.send_signal(signal.SIGSTOP)
            time.sleep(seconds)
            self.process.send_signal(signal.SIGCONT)
        else:
            self.end(signal.SIGKILL if fault == 'kill' else signal.SIGTERM)
            if fault == 'refuse':
                self.start(refuses=True)
            if fault != 'restart':
                time.sleep(seconds)
            if fault == 'refuse':
                self.end()
            self.start()
        self.journal.note('works', server=self.name)

    def end(self, number=signal.SIGTERM):
        if self.process:
            self.process.send_signal(number)
            if number != signal.SIGKILL:
                self.process.send_signal(signal.SIGCONT)
            self.process.wait(60)

    def close(self):
        self.end()


class WebServer(Server):
    """lighttpd, which stores what is sent by PUT. While it refuses, it answers 403."""
    name = 'web'

    def command(self, refuses):
        store = self.folder / 'web'
        (store / 'in').mkdir(parents=True, exist_ok=True)
        text = f'''server.document-root = "{store}"
server.bind = "127.0.0.1"
server.port = {self.port}
server.modules = ("mod_access", "mod_webdav", "mod_accesslog")
server.errorlog = "{self.folder}/web.err"
accesslog.filename = "|cat >> {self.folder}/web.log"
accesslog.format = "%{{end:msec}}t %s %m %U"
webdav.activate = "enable"
webdav.is-readonly = "disable"
''' + ('url.access-deny = ("")\n' if refuses else '')
        conf = self.folder / 'web.conf'
        conf.write_text(text)
        return ['lighttpd', '-D', '-f', str(conf)]


class Broker(Server):
    """mosquitto, with a subscriber on a port of its own, whose session outlives a kill. While it refuses, publishers need a password."""
    name = 'broker'

    def __init__(self, folder, journal):
        super().__init__(folder, journal)
        self.watched = free_port()
        self.subscriber = None
        self.watcher = None
        self.ends = False
        self.log = folder / 'broker.out'

    def command(self, refuses):
        state = self.folder / 'broker'
        state.mkdir(exist_ok=True)
        state.chmod(0o777)
        conf = self.folder / 'broker.conf'
        conf.write_text(f'''user {getpass.getuser()}
per_listener_settings true
persistence true
persistence_location {state}/
autosave_interval 1
autosave_on_changes true
max_queued_messages 0
log_dest stderr
log_type all
listener {self.port} 127.0.0.1
allow_anonymous {'false' if refuses else 'true'}
listener {self.watched} 127.0.0.1
allow_anonymous true
''')
        return ['mosquitto', '-c', str(conf)]

    def start(self, refuses=False):
        seen = self.connections()
        super().start(refuses)
        if not self.subscriber:
            self.subscriber = threading.Thread(target=self.subscribe, daemon=True)
            self.subscriber.start()
        self.await_subscriber(seen)

    def connections(self):
        """Returns how often the subscriber connected, by the log of the broker."""
        return len(re.findall(rb'Sending SUBACK to watch|connected from \S+ as watch ', self.log.read_bytes())) if self.log.exists() else 0

    def await_subscriber(self, seen):
        """Waits until the subscriber is connected: what a broker took for one that was away is lost if it is killed."""
        end = time.monotonic() + 120
        while self.connections() == seen:
            if time.monotonic() > end:
                raise RuntimeError(f'The subscriber did not connect: see {self.log}')
            time.sleep(0.1)

    def subscribe(self):
        while not self.ends:
            command = ['mosquitto_sub', '-h', '127.0.0.1', '-p', str(self.watched), '-i', 'watch', '-c', '-q', '1', '-t', 'obscura/#',
                       '-F', '%r %t %x']
            with open(self.folder / 'subscriber.err', 'ab') as errors:
                with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors) as process:
                    self.watcher = process
                    for line in process.stdout:
                        self.received(line.split())
            time.sleep(0.2)

    def received(self, words):
        retained, topic, payload = words[0] == b'1', words[1].decode(), bytes.fromhex(words[2].decode() if len(words) > 2 else '')
        if topic.endswith('/image'):
            self.journal.note('mqtt image', topic=topic, hash=hashlib.sha256(payload).hexdigest())
        elif topic.endswith('/event'):
            self.journal.note('mqtt', topic=topic, **{key: value for key, value in json.loads(payload).items() if key != 'topic'})
        else:
            self.journal.note('mqtt other', topic=topic, retained=retained, text=payload.decode())

    def close(self):
        self.ends = True
        super().close()
        if self.watcher:
            self.watcher.terminate()


class Recorder:
    """The program of a sink, which may fail or hang."""
    name = 'program'
    faults = ('fails', 'hangs')

    def __init__(self, folder, journal):
        self.folder = folder
        self.journal = journal

    def command(self):
        return f'"{pathlib.Path(__file__).resolve().parent}/record" "{self.folder}" {{id}} {{camera}} "{{path}}"'

    def fail(self, fault, seconds):
        self.journal.note('fault', server=self.name, fault=fault, seconds=seconds)
        mark = self.folder / f'program-{fault}'
        mark.touch()
        time.sleep(seconds)
        mark.unlink()
        self.journal.note('works', server=self.name)
