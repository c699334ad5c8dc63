"""The Felix zip as a user unpacks, configures and starts it."""
import json
import os
import pathlib
import re
import shutil
import signal
import struct
import subprocess
import threading
import time
import zipfile

KEPT = 60  # images of the camera yard
SIZE = 'resolution = 640x480'


class Product:
    def __init__(self, folder, archive, jars, journal, slow):
        with zipfile.ZipFile(archive) as content:
            content.extractall(folder)
        self.home = next(folder.glob('obscura-felix-*'))
        for jar in jars:
            shutil.copy(jar, self.home / 'bundle')
        self.images = folder / 'images'
        self.outbox = folder / 'outbox'
        self.conf = self.home / 'conf'
        self.clock = folder / 'clock'
        self.log = folder / 'felix.log'
        self.journal = journal
        self.stop_limit = 30 * slow
        self.process = None
        self.life = 0
        self.saved = threading.Event()
        self.preload = folder / 'clock.so'
        subprocess.run(['cc', '-shared', '-fPIC', '-O2', '-o', str(self.preload),
                        str(pathlib.Path(__file__).resolve().parent / 'clock.c'), '-ldl'], check=True)
        self.set_clock(0)

    def configure(self, web, broker, program, options):
        """Writes the configuration; docs/unattended.md describes all of it. Of a limited disk a part stays free."""
        late = 3 + options.slow
        self.write('v4l2', f'frame.rate = {options.frame_rate}', 'open.timeout = 30s')
        common = f'quality = 60\nname.pattern = {{date:yyyy-MM-dd}}/{{camera}}-{{time:HHmmss}}-{{counter:3}}\nframe.timeout = {late}s'
        self.write_camera('yard', options.yard, options.frame_rate, common, 'latest = latest.jpg', f'retention.count = {KEPT}',
                          'retention.bytes = 50MB', f'retention.free = {"1MB" if options.disk else 0}')
        self.write_camera('gate', options.gate, options.frame_rate, common, 'idle.timeout = 5s')
        self.write('trigger-yard', 'camera = yard', f'interval = {options.interval}s', SIZE)
        self.write('trigger-gate', 'camera = gate', f'cron = */{options.cron} * * * * *', SIZE)
        retry = 'retry.delay = 1s\nretry.max = 10s'
        limits = f'timeout = {late}s\n{retry}'
        self.write('sinks', f'directory = {self.outbox}')
        put = f'url = http://127.0.0.1:{web}/in/{{id}}-{{file}}'
        self.write('sink.http-archive', put, 'cameras = yard', limits)
        self.write('sink.http-gate', put, 'cameras = gate', 'delete.after.delivery = true', limits)
        self.write('sink.mqtt-site', f'broker = tcp://127.0.0.1:{broker}', 'prefix = obscura/trial', limits)
        self.write('sink.program-note', f'command = {program}', f'time.limit = {late}s', retry)

    def write_camera(self, camera, device, rate, *lines):
        if device.startswith('simulated:'):
            self.write(device.replace(':', '-'), 'resolutions = 640x480', f'frame.rate = {rate}')
        path = self.conf / f'org.obscura.camera-{camera}.cfg'
        path.write_text('\n'.join((f'directory = {self.images}/{camera}', f'device.target = (camera.device.id={device})') + lines) + '\n')

    def write(self, name, *lines):
        (self.conf / f'org.obscura.camera.{name}.cfg').write_text('\n'.join(lines) + '\n')

    def end_triggers(self):
        for file in self.conf.glob('org.obscura.camera.trigger-*.cfg'):
            file.unlink()
        self.journal.note('triggers ended')

    def set_clock(self, seconds):
        """Sets the clock that the JVM sees, by seconds against that of the machine."""
        with open(self.clock, 'r+b' if self.clock.exists() else 'wb') as out:
            out.write(struct.pack('q', seconds))

    def start(self):
        environment = dict(os.environ, LD_PRELOAD=str(self.preload), UNATTENDED_CLOCK=str(self.clock), LC_ALL='C.UTF-8')
        self.life += 1
        self.process = subprocess.Popen(['java', '-Xmx256m', '-jar', 'bin/felix.jar'], cwd=self.home, env=environment,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.journal.note('jvm started', life=self.life, pid=self.process.pid)
        self.process.stdin.write(b'camera:run --json\n')
        self.process.stdin.flush()
        threading.Thread(target=self.read, args=(self.process, self.life), daemon=True).start()

    def await_image(self):
        self.saved.clear()
        if not self.saved.wait(900):
            raise RuntimeError(f'No image was saved within 900 s: see {self.log}')

    def read(self, process, life):
        """Notes each image whose saving is reported."""
        with open(self.log, 'ab') as log:
            for line in process.stdout:
                log.write(line)
                log.flush()
                found = re.search(rb'\{"camera".*\}', line)
                if found:
                    self.journal.note('saved', life=life, **json.loads(found.group()))
                    self.saved.set()

    def kill(self):
        self.end_process(signal.SIGKILL, 60)
        self.journal.note('jvm killed', life=self.life)

    def stop(self):
        """Stops the framework in good order."""
        began = time.monotonic()
        self.journal.note('jvm stops', life=self.life)
        code = self.end_process(signal.SIGTERM, self.stop_limit)
        self.journal.note('jvm stopped', life=self.life, seconds=round(time.monotonic() - began, 1), code=code)

    def end_process(self, number, limit):
        self.process.send_signal(number)
        try:
            return self.process.wait(limit)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            return None

    def end(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
