"""The measures."""
import os
import pathlib
import shutil
import statistics
import subprocess
import time

from clients import Watcher, exposure, get
from programs import JAVA, PATIENCE, Obscura, Peer, await_that, heap, memory, run, spent
from table import Table

WORK = pathlib.Path('/mnt/bench')
WEB, STREAMER, MOTION = 8090, 8091, 8092
SHOTS = 5
STILLS = 10
V4L2, WEBCAM = 'impl-v4l2', 'impl-webcam'
# images before anything is measured: the JVM compiles what is used often; webcam-capture takes seconds for each in the emulated machine
WARM = {V4L2: 300, WEBCAM: 30}


def fresh(name):
    folder = WORK / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def ffmpeg(device):
    return ['ffmpeg', '-v', 'error', '-nostdin', '-y', '-f', 'v4l2', '-input_format', 'mjpeg' if device.jpeg else 'bgr24', '-framerate',
            str(device.rate), '-video_size', device.size, '-i', device.node]


def v4l2_ctl(device, count, path):
    shape = f'width={device.width},height={device.height},pixelformat={device.format}'
    return ['v4l2-ctl', '-d', device.node, f'--set-fmt-video={shape}', '-p', str(device.rate), '--stream-mmap=4', f'--stream-count={count}',
            f'--stream-to={path}']


class Bench:
    def __init__(self, options):
        self.options = options
        self.missing = set()

    def obscura(self, name, device, number):
        webcam = name != V4L2
        settings = {'v4l2': f'frame.rate = {device.rate}\nopen.timeout = 60s\nranking = {50 if webcam else 150}\n',
                    'webcam': 'open.timeout = 120s\n' if webcam else 'java = /none/java\n'}
        folder = WORK / f'obscura{number}'
        identity = ('webcam:' if webcam else 'v4l2:') + device.identity
        ours = Obscura(name, self.options.jar, folder, identity, settings)
        ours.await_device()
        return ours

    def present(self, peers):
        for peer in peers:
            if not peer.installed():
                self.missing.add(peer.program)
        return [peer for peer in peers if peer.installed()]

    # ---- each frame into a file

    def files(self, device, backends=(V4L2,)):
        table = Table(f'files of {device.label}, {device.rate} images/s wanted', ['images/s', 'CPU ms an image', 'of it user', 'PSS, MB'], 1)
        all_ours = []
        for number, name in enumerate(backends):
            ours = self.obscura(name, device, f'-{device.label.replace(" ", "-")}-{number}')
            self.take(ours, device, 5, WARM[name])
            self.finish(ours, device)
            all_ours.append(ours)
        read = ffmpeg(device)
        peers = [Peer('ffmpeg, decoded and encoded' if device.jpeg else 'ffmpeg, encoded', 'ffmpeg', read + ['-q:v', '2', 'i%06d.jpg'])]
        if device.jpeg:
            peers.insert(0, Peer('ffmpeg, copied', 'ffmpeg', read + ['-c:v', 'copy', '-f', 'image2', 'i%06d.jpg']))
        for _ in range(self.options.rounds):
            for ours in all_ours:
                ours.resume()
                table.add('Obscura, ' + ours.name, *self.take(ours, device, self.options.seconds))
                self.finish(ours, device)
            for peer in self.present(peers):
                folder = fresh('peer')
                table.add(peer.name, *self.window(peer.start(folder), folder, self.options.seconds))
                peer.stop()
            self.v4l2_ctl(table, device)
        for ours in all_ours:
            ours.end()
        table.print()

    def take(self, ours, device, seconds, first=5):
        folder = fresh('ours')
        ours.say('camera:start')
        ours.say(f'camera:capture --background --count 100000 --interval {1000 // device.rate}ms -r {device.size} -o {folder}/i.jpg')
        return self.window(ours.pid, folder, seconds, first)

    def warm(self, ours, device):
        self.take(ours, device, 1, WARM[V4L2])
        self.finish(ours, device)
        ours.resume()

    def finish(self, ours, device):
        ours.release(device)
        ours.halt()

    def window(self, pid, folder, seconds, first=5):
        """Measures a program that writes images, once it has written as many."""
        def images():
            return sum(1 for each in os.listdir(folder) if each.endswith('.jpg') and not each.startswith('.'))
        await_that(f'not {first} images in {folder}', lambda: images() >= first, 3 * PATIENCE)
        first, before, began = images(), spent(pid), time.monotonic()
        time.sleep(seconds)
        count, after, took = images() - first, spent(pid), time.monotonic() - began
        if not count:
            return 0, None, None, memory(pid)
        user, system = after[0] - before[0], after[1] - before[1]
        return count / took, (user + system) * 1000 / count, user * 1000 / count, memory(pid)

    def v4l2_ctl(self, table, device):
        """The driver and nothing else: what comes is written to one file."""
        if not shutil.which('v4l2-ctl'):
            self.missing.add('v4l2-ctl')
            return
        folder = fresh('peer')
        count = device.rate * self.options.seconds
        began = time.monotonic()
        used = run(v4l2_ctl(device, count, folder / 'all'))
        table.add('v4l2-ctl, one file', count / (time.monotonic() - began), sum(used) * 1000 / count, used[0] * 1000 / count, None)

    # ---- one image, from the request to the file

    def shots(self, device):
        table = Table(f'one image of {device.label}', ['request to file, ms', 'CPU ms', 'exposed after the request, of 100'], 1)
        ours = self.obscura(V4L2, device, '-shots')
        self.warm(ours, device)
        path = WORK / 'shot.jpg'
        one = {
            'v4l2-ctl': v4l2_ctl(device, 1, path),
            'ffmpeg': ffmpeg(device) + ['-frames:v', '1', '-c:v', 'copy', '-f', 'image2', str(path)],
            'fswebcam': ['fswebcam', '-q', '-d', device.node, '-p', 'MJPEG', '-r', device.size, '--fps', str(device.rate), '--no-banner',
                         '--jpeg', '90', str(path)],
            'java -jar obscura.jar': JAVA + ['-jar', self.options.jar, '--conf', str(ours.folder / 'conf'), 'camera:capture', '-r', device.size,
                                             '-o', str(path)],
        }
        for _ in range(self.options.rounds):
            ours.resume()
            ours.say('camera:start')
            ours.say(f'camera:capture -r {device.size} -o {path}')
            self.several(table, 'Obscura, device open', path, lambda: self.shot(ours, device, path))
            self.several(table, 'Obscura, device closed', path, lambda: self.shot(ours, device, path), lambda: ours.say('camera:stop; camera:start'))
            self.finish(ours, device)
            for program, command in one.items():
                if not shutil.which(program.split()[0]):
                    self.missing.add(program)
                    continue
                self.several(table, program + ', a process for each image', path, lambda command=command: sum(run(command)))
        ours.end()
        table.print()

    def several(self, table, name, path, shoot, before=lambda: None):
        times, used, fresh_ones, known = [], [], 0, 0
        for _ in range(SHOTS):
            path.unlink(missing_ok=True)
            before()
            began = time.monotonic_ns()
            used.append(shoot() * 1000)
            times.append((time.monotonic_ns() - began) / 1e6)
            exposed = exposure(path.read_bytes())
            if exposed:
                known += 1
                fresh_ones += exposed > began
        table.add(name, statistics.median(times), statistics.median(used), fresh_ones * 100 / known if known else None)

    def shot(self, ours, device, path):
        before = sum(spent(ours.pid))
        ours.say(f'camera:capture -r {device.size} -o {path}')
        return sum(spent(ours.pid)) - before

    # ---- an open stream that nobody uses

    def idle(self, device):
        table = Table(f'idle, {device.label}', ['CPU, % of one processor', 'heap in use, MB'], 0)
        ours = self.obscura(V4L2, device, '-idle')
        self.warm(ours, device)
        streamer = self.streamer(device)
        for _ in range(self.options.rounds):
            ours.say('camera:start')
            ours.say(f'camera:capture -r {device.size} -o {WORK}/idle.jpg')
            table.add('Obscura, device open', self.rest(ours.pid), heap(ours.pid))
            ours.release(device)
            table.add('Obscura, device closed', self.rest(ours.pid), heap(ours.pid))
            for peer in self.present([streamer]):
                folder = fresh('peer')
                table.add(peer.name + ', no client', self.rest(peer.start(folder)), None)
                peer.stop()
        ours.end()
        table.print()

    def rest(self, pid):
        time.sleep(5)
        before, began = sum(spent(pid)), time.monotonic()
        time.sleep(self.options.seconds)
        return (sum(spent(pid)) - before) * 100 / (time.monotonic() - began)

    # ---- by HTTP

    def streamer(self, device):
        return Peer('ustreamer', 'ustreamer', ['ustreamer', '-d', device.node, '-m', 'MJPEG', '-c', 'HW', '-r', device.size, '-f', str(device.rate),
                                               '--device-timeout', '30', '-p', str(STREAMER)])

    def motion(self, device):
        (WORK / 'motion.conf').write_text(f'''daemon off
setup_mode off
log_level 4
video_device {device.node}
video_params palette=8
width {device.width}
height {device.height}
framerate {device.rate}
stream_port {MOTION}
stream_localhost on
stream_maxrate {device.rate}
stream_quality 90
picture_output off
movie_output off
webcontrol_port 0
''')
        return Peer('motion', 'motion', ['motion', '-c', str(WORK / 'motion.conf')])

    def http(self, device):
        stills = Table(f'still of {device.label} by HTTP', ['ms', 'exposure to client, ms', 'CPU ms', 'exposed after the request, of 100'], 0)
        live = Table(f'live view of {device.label}, {device.rate} images/s', ['viewers', 'images/s of each', 'CPU ms an image of each viewer',
                                                                             'exposure to client, ms', 'PSS, MB'], 2)
        ours = self.obscura(V4L2, device, '-http')
        self.warm(ours, device)
        ours.say(f'camera:resolution {device.size}; camera:web --port {WEB}')
        base = '/obscura/api/cameras/default/'
        view = f'live.mjpeg?width={device.width}&rate={device.rate}'
        peers = self.present([self.streamer(device), self.motion(device)])
        paths = {'ustreamer': (STREAMER, '/snapshot', '/stream'), 'motion': (MOTION, '/0/current', '/0/stream')}
        for _ in range(self.options.rounds):
            ours.resume()
            ours.say('camera:start')
            self.by_http(stills, live, 'Obscura', ours.pid, WEB, base + 'still?fresh', base + view)
            self.finish(ours, device)
            for peer in peers:
                pid = peer.start(fresh('peer'))
                self.by_http(stills, live, peer.name, pid, *paths[peer.program])
                peer.stop()
        ours.end()
        stills.print()
        live.print()

    def by_http(self, stills, live, name, pid, port, still, stream):
        await_that(f'{name}: no still', lambda: get(port, still) is not None)
        for viewers in (1, 4):
            live.add(f'{name}, {viewers} viewers', viewers, *self.watch(pid, port, stream, viewers), memory(pid))
        times, ages, used, fresh_ones = [], [], [], []
        for _ in range(STILLS):
            time.sleep(0.37)  # at another phase of the frames
            before, began = sum(spent(pid)), time.monotonic_ns()
            data = get(port, still)
            ended = time.monotonic_ns()
            times.append((ended - began) / 1e6)
            used.append((sum(spent(pid)) - before) * 1000)
            exposed = exposure(data or b'')
            if exposed:
                ages.append((ended - exposed) / 1e6)
                fresh_ones.append(100 if exposed > began else 0)
        stills.add(name, statistics.median(times), statistics.median(ages) if ages else None, statistics.mean(used),
                   statistics.mean(fresh_ones) if fresh_ones else None)

    def watch(self, pid, port, path, viewers):
        watchers = [Watcher(port, path) for _ in range(viewers)]
        await_that('no live view', lambda: all(each.count >= 3 for each in watchers))
        first, before, began = sum(each.count for each in watchers), sum(spent(pid)), time.monotonic()
        time.sleep(self.options.seconds)
        count, used, took = sum(each.count for each in watchers) - first, sum(spent(pid)) - before, time.monotonic() - began
        for each in watchers:
            each.end()
        ages = [age for each in watchers for age in each.ages]
        return count / took / viewers, used * 1000 / count if count else None, statistics.median(ages) / 1e6 if ages else None
