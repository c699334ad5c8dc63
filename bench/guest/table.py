"""What was measured, and how it is printed."""
import statistics
import sys
import time


def say(line):
    print(f'{time.monotonic():.0f} s: {line}', file=sys.stderr, flush=True)


class Table:
    """Values by program and column, one for each round; prints medians and the ratio to ours."""

    def __init__(self, title, columns, compared):
        self.title, self.columns, self.compared, self.rows = title, columns, compared, {}

    def add(self, name, *values):
        say(f'{self.title}: {name}: {values}')
        self.rows.setdefault(name, []).append(values)

    def print(self):
        if not self.rows:
            return
        ours = next(iter(self.rows.values()))
        print(f'\n| {self.title} | ' + ' | '.join(self.columns) + f' | this / ours, {self.columns[self.compared]} |')
        print('|---' * (len(self.columns) + 2) + '|')
        for name, rounds in self.rows.items():
            cells = []
            for column in range(len(self.columns)):
                values = [each[column] for each in rounds if each[column] is not None]
                cells.append(text(statistics.median(values)) if values else '-')
            ratios = [theirs[self.compared] / mine[self.compared] for theirs, mine in zip(rounds, ours)
                      if theirs[self.compared] is not None and mine[self.compared]]
            cells.append(f'{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})' if ratios else '-')
            print(f'| {name} | ' + ' | '.join(cells) + ' |')
        sys.stdout.flush()


def text(value):
    return f'{value:.0f}' if value >= 100 else f'{value:.1f}'
