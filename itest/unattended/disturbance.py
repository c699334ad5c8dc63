"""What is disturbed, and when: chosen by a seed."""
import threading
import time

CLOCK = (-7200, -3600, -900, -300, -60, -15, 0, 0, 15, 60, 300, 900, 3600, 7200)
PAUSE = (5, 40)  # seconds from one fault of a server to the next
LASTS = (1, 20)
CLOCK_PAUSE = (20, 90)


class Disturbance:
    def __init__(self, chance, product, servers, journal):
        self.chance = chance
        self.product = product
        self.servers = servers
        self.journal = journal
        self.ended = threading.Event()
        self.errors = []

    def run(self, options):
        seconds = options.minutes * 60
        plan = self.plan(seconds, options.kills, options.stops)
        threads = [self.thread(self.break_server, server, self.chance.random()) for server in self.servers]
        threads.append(self.thread(self.set_clock, self.chance.random()))
        begin = time.monotonic()
        try:
            for at, action, when, down in plan:
                self.wait_until(begin + at)
                self.end_jvm(action, when, down)
            self.wait_until(begin + seconds)
        finally:
            self.ended.set()
            for each in threads:
                each.join()
        if self.errors:
            raise RuntimeError('A server could not be restarted') from self.errors[0]
        self.step_clock(0)
        self.journal.note('undisturbed')

    def wait_until(self, end):
        while time.monotonic() < end:
            if self.errors:
                return
            if self.product.process.poll() is not None:
                raise RuntimeError(f'The JVM ended: see {self.product.log}')
            time.sleep(min(0.5, max(0.0, end - time.monotonic())))

    def plan(self, seconds, kills, stops):
        """Spreads the ends of the JVM. A kill comes at any time, or when a saved image has just been reported."""
        actions = ['kill'] * kills + ['stop'] * stops
        self.chance.shuffle(actions)
        step = seconds / (len(actions) + 1)
        return [((i + 1 + self.chance.uniform(-0.3, 0.3)) * step, action, self.chance.choice(['any', 'saved']),
                 self.chance.uniform(0, 5)) for i, action in enumerate(actions)]

    def end_jvm(self, action, when, down):
        if when == 'saved':
            self.product.saved.clear()
            self.product.saved.wait(30)
            time.sleep(down / 50)  # up to 100 ms: while it is delivered
        if action == 'kill':
            self.product.kill()
        else:
            self.product.stop()
        time.sleep(down)
        self.product.start()

    def thread(self, task, *values):
        started = threading.Thread(target=self.guarded, args=(task, *values), daemon=True)
        started.start()
        return started

    def guarded(self, task, *values):
        try:
            task(*values)
        except Exception as e:  # pylint: disable=broad-except
            self.errors.append(e)

    def break_server(self, server, seed):
        chance = type(self.chance)(seed)
        while not self.ended.wait(chance.uniform(*PAUSE)):
            server.fail(chance.choice(server.faults), round(chance.uniform(*LASTS), 1))

    def set_clock(self, seed):
        chance = type(self.chance)(seed)
        while not self.ended.wait(chance.uniform(*CLOCK_PAUSE)):
            self.step_clock(chance.choice(CLOCK))

    def step_clock(self, seconds):
        self.product.set_clock(seconds)
        self.journal.note('clock', seconds=seconds)
