"""Judges what became of each image, by the journal and what the receivers hold; by nothing that the product says about deliveries."""
import collections
import datetime
import hashlib
import re

import journal
from disturbance import CLOCK
from product import KEPT

SINKS = ('program', 'web', 'broker')
ROUND = 150  # seconds: the grace of new images, and a round of the retention
STEP_SEEN = 1  # seconds between a step of the clock and its line in the journal


class Verdict:
    def __init__(self, folder):
        self.folder = folder
        self.events = journal.read(folder / 'journal.jsonl')
        self.begin = self.of('begin')[-1]
        slow = self.begin['slow']  # seconds by which an exposure may be late on a busy machine
        self.noted = 3 + slow  # seconds within which a receipt is acknowledged and noted
        step = max(seconds % self.begin['cron'] for seconds in CLOCK)  # a schedule by the clock follows it when it is set back
        self.gap = {'yard': self.begin['interval'] + slow, 'gate': self.begin['cron'] + step + slow}
        self.faults = []
        self.lines = []
        self.saved = self.of('saved')
        self.paths = {}  # by id
        self.hashes = {}  # by id
        self.deliveries = {'program': self.from_program(), 'broker': self.from_broker(), 'web': self.from_web()}

    def of(self, *what):
        return [event for event in self.events if event['what'] in what]

    # ---- what arrived: time and id, in the order of arrival

    def from_program(self):
        found = []
        for line in (self.folder / 'program.log').read_text().splitlines():
            at, number, _, checksum, path = line.split(' ', 4)
            self.paths[number] = path
            self.hashes[number] = checksum
            found.append((float(at), number))
        return found

    def from_broker(self):
        for each in self.of('mqtt'):
            self.paths.setdefault(each['id'], each['path'])
        return [(each['t'], each['id']) for each in self.of('mqtt')]

    def from_web(self):
        found = []
        for line in (self.folder / 'web.log').read_text(errors='replace').splitlines():
            match = re.fullmatch(r'(\d+) (20\d) PUT /in/([0-9a-f-]{36})-.*', line)
            if match:
                found.append((int(match[1]) / 1000, match[3]))
        stored = {file.name[:36] for file in (self.folder / 'web' / 'in').iterdir()}
        logged = {number for _, number in found}
        self.unlogged = stored - logged  # the server was killed before it wrote its log
        return found

    # ---- checks

    def text(self):
        self.say('cameras: ' + ', '.join(self.begin['devices']))
        self.say(f"seed {self.begin['seed']}, {self.begin['minutes']:g} minutes; faults: " + ', '.join(
            f'{count} {name}' for name, count in sorted(collections.Counter(
                f"{each['server']} {each['fault']}" for each in self.of('fault')).items())))
        self.say(f"JVM: {len(self.of('jvm killed'))} kills, {len(self.of('jvm stops'))} stops; clock: {len(self.of('clock'))} steps")
        for check in (self.completeness, self.duplicates, self.order, self.content, self.gaps, self.disk, self.latest, self.ends):
            check()
        self.say('')
        self.say('PASSED' if not self.faults else f'FAILED: {len(self.faults)} faults')
        return '\n'.join(self.lines) + '\n'

    def say(self, line):
        self.lines.append(line)

    def fault(self, line):
        self.faults.append(line)
        self.say('  FAULT: ' + line)

    def report(self, title, found, limit=20):
        for each in found[:limit]:
            self.fault(f'{title}: {each}')
        if len(found) > limit:
            self.fault(f'{title}: {len(found) - limit} more')

    def completeness(self):
        counts = collections.Counter(each['path'] for each in self.saved)
        self.say(f'\nsaved images that were reported: {len(self.saved)} '
                 + str(dict(collections.Counter(each['camera'] for each in self.saved))))
        self.report('a name was used twice', [path for path, count in counts.items() if count > 1])
        for sink in SINKS:
            numbers = {number for _, number in self.deliveries[sink]} | (self.unlogged if sink == 'web' else set())
            paths = {self.paths.get(number) for number in numbers}
            missing = [each for each in self.saved if each['path'] not in paths]
            self.say(f'{sink}: {len(numbers)} images arrived, {len(missing)} of the reported ones did not')
            self.report(f'not delivered to {sink}', [f"{each['path']} of {each['t']}, life {each['life']}" for each in missing])
        arrived = [{number for _, number in self.deliveries[sink]} | (self.unlogged if sink == 'web' else set()) for sink in SINKS]
        partly = set.union(*arrived) - set.intersection(*arrived)
        self.say(f'{len(partly)} images arrived at some of them only: the JVM was killed before all outboxes had noted them')
        if len(partly) > len(self.of('jvm killed')) * len(self.gap):
            self.fault(f'{len(partly)} images arrived at some receivers only, more than the kills can cause')

    def duplicates(self):
        for sink in SINKS:
            times = collections.defaultdict(list)
            for at, number in self.deliveries[sink]:
                times[number].append(at)
            reasons = collections.Counter()
            for number, all_times in times.items():
                for first, second in zip(all_times, all_times[1:]):
                    reason = self.reason(sink, first, second)
                    reasons[reason] += 1
                    if reason == 'none':
                        self.fault(f'{sink} got {self.paths.get(number)} ({number}) at {first} and again at {second} without a cause')
            self.say(f'{sink}: {sum(reasons.values())} images arrived twice {dict(reasons)}')

    def reason(self, sink, first, second):
        """Returns what ended between the receipt of an image and the note of its acknowledgement."""
        for each in self.of('jvm killed', 'jvm stops'):
            if first - 0.5 <= each['t'] <= min(second, first + self.noted):
                return each['what']
        started = None
        for each in self.of('fault', 'works'):
            if each['server'] != sink:
                continue
            if each['what'] == 'fault':
                started = each
            elif started and started['t'] - self.noted <= first <= each['t'] + self.noted and second >= started['t']:
                return started['fault']
        return 'none'

    def order(self):
        place = {each['path']: i for i, each in enumerate(self.saved)}
        for sink in SINKS:
            last, seen, wrong = {}, set(), []
            for _, number in self.deliveries[sink]:
                path = self.paths.get(number)
                if number in seen or path not in place:
                    continue
                seen.add(number)
                camera = self.saved[place[path]]['camera']
                if place[path] < last.get(camera, -1):
                    wrong.append(path)
                last[camera] = max(place[path], last.get(camera, -1))
            self.report(f'delivered to {sink} after a later image', wrong)

    def content(self):
        published = {each['hash'] for each in self.of('mqtt image')}
        files = {file.name[:36]: file for file in (self.folder / 'web' / 'in').iterdir()}
        wrong = []
        for number, checksum in self.hashes.items():
            if checksum not in published:
                wrong.append(f'no message has the bytes of {self.paths[number]}')
            if number in files and hashlib.sha256(files[number].read_bytes()).hexdigest() != checksum:
                wrong.append(f'{files[number]} differs from {self.paths[number]}')
        self.report('content', wrong)
        self.say(f'content: {len(self.hashes)} images compared')

    def exposures(self):
        """Returns when images were exposed, by the clock of this machine; that of the JVM was set."""
        stated = {each['path']: datetime.datetime.fromisoformat(each['time'][:26].rstrip('Z') + '+00:00').timestamp()
                  for each in self.of('mqtt')}
        periods = [[float('-inf'), float('inf'), 0]]  # from, to, by how much the clock of the JVM is set then
        for each in self.of('clock'):
            periods[-1][1] = each['t']
            periods.append([each['t'], float('inf'), each['seconds']])
        found = {}
        for each in self.saved:
            if each['path'] not in stated:
                continue
            times = [(stated[each['path']] - offset, begin, end) for begin, end, offset in periods if begin <= each['t'] + STEP_SEEN]
            fitting = [at for at, begin, end in times if begin - STEP_SEEN <= at <= min(end, each['t']) + STEP_SEEN]
            found[each['path']] = min(fitting or [at for at, _, _ in times], key=lambda at: abs(each['t'] - at))
        return found

    def gaps(self):
        exposed = self.exposures()
        for camera, limit in self.gap.items():
            within, across, last, before = [], [], None, 0
            for each in self.of('saved', 'jvm started'):
                if each.get('camera') == camera:
                    at = exposed.get(each['path'], each['t'])
                    if last:
                        (within if last['life'] == each['life'] else across).append((at - before, before, last['path']))
                    last, before = each, at
            longest = sorted(within, reverse=True)[:3]
            if not longest:
                self.fault(f'{camera}: no two images')
                continue
            self.say(f"{camera}: {len(within)} pauses between exposures, the longest {', '.join(f'{each[0]:.2f}' for each in longest)} s; "
                     f"across ends of the JVM {', '.join(f'{each[0]:.1f}' for each in sorted(across))} s")
            if self.begin['disk']:
                continue  # while it is full, captures fail
            self.report(f'{camera}: a pause of more than {limit} s', [f'{each[0]:.2f} s after {each[2]} at {each[1]}' for each in within
                                                                     if each[0] > limit])

    def disk(self):
        samples = self.of('disk')
        wrong, life, works = [], 0, float('inf')
        for each in self.of('disk', 'jvm started', 'saved'):
            if each['what'] == 'jvm started':
                life, works = each['life'], float('inf')
            elif each['what'] == 'saved':
                if each['life'] == life:  # the first report of this run of the JVM, which may take minutes to start
                    works = min(works, each['t'])
            elif each['t'] - works > ROUND:
                new = sum(1 for saved in self.saved if saved['camera'] == 'yard' and each['t'] - ROUND < saved['t'] <= each['t'])
                bound = KEPT + each['waiting']['yard'] + new
                if each['yard'] > bound:
                    wrong.append(f"{each['yard']} images of yard at {each['t']}, at most {bound} are expected")
        self.report('disk', wrong)
        most = {key: max(each[key] for each in samples) for key in ('yard', 'gate', 'outbox', 'bytes')}
        self.say(f"disk: at most {most['yard']} images of yard, {most['gate']} of gate, {most['outbox']} entries of outboxes, "
                 f"{most['bytes'] >> 10} KB of images; "
                 f"the framework's folder {samples[0]['cache'] >> 10} KB at the beginning, {samples[-1]['cache'] >> 10} KB at the end")

    def latest(self):
        for each in self.of('latest'):
            self.say(f"latest.jpg: read {each['reads']} times, {each['partial']} times missing or not whole")
            if each['partial']:
                self.fault('latest.jpg was not always a whole image')
            if each.get('ended'):
                self.fault('the disk was not looked at until the end: see the error of the trial')

    def ends(self):
        stopped = self.of('jvm stopped')
        self.say(f"stops took {', '.join(str(each['seconds']) for each in stopped)} s")
        self.report('the framework did not stop', [str(each) for each in stopped if each['code'] is None])
        for each in self.of('drained'):
            if each['left']:
                self.fault(f"{each['left']} images still wait for delivery at the end")
        settled = self.of('settled')
        if not settled:
            self.fault('the run was not completed')
            return
        images = settled[-1]['images']
        self.say(f"at the end: {len(images['yard'])} images of yard, {len(images['gate'])} of gate")
        if len(images['yard']) > KEPT:
            self.fault(f"{len(images['yard'])} images of yard stay, {KEPT} are to be kept")
        self.report('not deleted after its delivery', [path for path in images['gate'] if path in {each['path'] for each in self.saved}])
        delivered = {self.paths.get(number) for number in self.hashes}
        early = delivered - {each['path'] for each in self.saved}
        self.say(f"saved but not reported, since the shell did not run yet, or the JVM was killed: {len(early)} delivered, "
                 f"{len(set(images['gate']) - delivered)} images of gate left on the disk")
