"""The programs that are compared, and what they use."""
import glob
import os
import pathlib
import re
import shutil
import signal
import subprocess
import time

from table import say

TICKS = os.sysconf('SC_CLK_TCK')
JAVA = ['java', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-XX:-UsePerfData', '-Djava.awt.headless=true']
PATIENCE = 300


def await_that(what, condition, seconds=PATIENCE):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise RuntimeError(f'{what}: not within {seconds} s')
        time.sleep(0.1)


def family(pid):
    """Returns a process and those that it started."""
    found = [pid]
    for task in pathlib.Path(f'/proc/{pid}/task').glob('*/children'):
        try:
            for child in task.read_text().split():
                found += family(int(child))
        except OSError:
            continue
    return found


def spent(pid):
    """Returns the seconds of processor time that a process and its children used: its own and the kernel's for it."""
    user = system = 0
    for each in family(pid):
        try:
            fields = pathlib.Path(f'/proc/{each}/stat').read_text().rpartition(')')[2].split()
        except OSError:
            continue
        user += (int(fields[11]) + int(fields[13])) / TICKS
        system += (int(fields[12]) + int(fields[14])) / TICKS
    return user, system


def memory(pid):
    """Returns MB, with the share of what several use."""
    total = 0
    for each in family(pid):
        try:
            total += int(re.search(r'^Pss:\s+(\d+)', pathlib.Path(f'/proc/{each}/smaps_rollup').read_text(), re.M)[1])
        except OSError:
            continue
    return total / 1024


def run(command):
    """Returns the seconds of processor time that a process used: its own and the kernel's for it."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    if status:
        say(f'{command[0]} ended with {status}')
    return usage.ru_utime, usage.ru_stime


def heap(pid):
    subprocess.run(['jcmd', str(pid), 'GC.run'], stdout=subprocess.DEVNULL, check=False)
    shown = subprocess.run(['jcmd', str(pid), 'GC.heap_info'], capture_output=True, text=True, check=False).stdout
    return sum(int(each) for each in re.findall(r'(?:new|tenured) generation\s+total \d+K, used (\d+)K', shown)) / 1024


class Device:
    """A device of the kernel, and how the programs name it."""

    def __init__(self, label, name, identity, size, rate, kernel_format):
        self.label, self.identity, self.size, self.rate, self.format = label, identity, size, rate, kernel_format
        self.width, self.height = size.split('x')
        self.jpeg = kernel_format == 'MJPG'
        self.node = next(f'/dev/{each.parent.name}' for each in sorted(pathlib.Path('/sys/class/video4linux').glob('video*/name'))
                         if name in each.read_text() and (each.parent / 'index').read_text().strip() == '0')


class Peer:
    """A program that runs until it is ended."""

    def __init__(self, name, program, command):
        self.name, self.program, self.command, self.process = name, program, command, None

    def installed(self):
        return shutil.which(self.program) is not None

    def start(self, folder):
        with open(f'{folder}/{self.program}.log', 'ab') as log:
            self.process = subprocess.Popen(self.command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        return self.process.pid

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Obscura:
    """The runnable jar with its shell; it is halted while others are measured."""

    def __init__(self, name, jar, folder, identity, settings):
        self.name, self.identity = name, identity
        self.folder = pathlib.Path(folder)
        conf = self.folder / 'conf'
        conf.mkdir(parents=True)
        (conf / 'org.obscura.camera-default.cfg').write_text('\n'.join((
            'camera.id = default', f'device.target = (camera.device.id={identity}*)', 'device.timeout = 120s', 'open.timeout = 120s',
            'frame.timeout = 60s', 'idle.timeout = 0')))
        for pid, lines in settings.items():
            (conf / f'org.obscura.camera.{pid}.cfg').write_text(lines)
        with open(self.folder / 'log', 'ab') as log:
            self.process = subprocess.Popen(JAVA + ['-jar', jar, '--conf', str(conf)], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                            stderr=log, text=True, bufsize=1)
        self.pid = self.process.pid
        self.marks = 0
        self.say('camera:list')

    def say(self, command):
        """Runs a command of the shell and returns what it prints."""
        self.marks += 1
        mark = f'@done {self.marks}'
        self.process.stdin.write(f'{command}\necho "{mark}"\n')
        self.process.stdin.flush()
        lines = []
        for line in self.process.stdout:
            if mark in line and 'echo' not in line:
                return ''.join(lines)
            lines.append(line)
        raise RuntimeError(f'{self.name} ended: see {self.folder}/log')

    def await_device(self):
        await_that(f'{self.name}: no device', lambda: self.identity in self.say('camera:devices'))

    def halt(self):
        for each in family(self.pid):
            os.kill(each, signal.SIGSTOP)

    def resume(self):
        for each in family(self.pid):
            os.kill(each, signal.SIGCONT)

    def release(self, device):
        """Closes the device, which needs a moment: a program that is halted before would keep it."""
        self.say('camera:cancel')
        self.say('camera:stop')
        await_that(f'{self.name} keeps {device.node}', lambda: not self.holds(device.node))

    def holds(self, node):
        return any(os.path.realpath(file) == node for each in family(self.pid) for file in glob.glob(f'/proc/{each}/fd/*'))

    def end(self):
        self.process.kill()
        self.process.wait()
