// A browser has six connections to a server, for all its windows together: more live streams would leave none for everything else. Each
// window that can be seen holds one for the events. The streams share the others but two: one for stills, one for all that a user does.

/** For events and streams of all windows. */
const SHARED = 4;
const INTERVAL = 2000;
const GONE = 5000;

const id = Math.random();
const windows = new Map();
const streams = new Set();
const channel = new BroadcastChannel('obscura-windows');
let stills = Promise.resolve();

function say(open = !document.hidden) {
  channel.postMessage({id, open});
}

channel.onmessage = ({data}) => {
  const known = windows.has(data.id);
  if (data.open) {
    windows.set(data.id, Date.now());
  } else {
    windows.delete(data.id);
  }
  if (data.open && !known && !document.hidden) {
    say();
  }
};
document.addEventListener('visibilitychange', () => say());
addEventListener('pagehide', () => say(false));
setInterval(() => document.hidden || say(), INTERVAL);
say();

function limit() {
  const others = [...windows.values()].filter(seen => Date.now() - seen < GONE).length;
  return Math.max(0, Math.floor(SHARED / (1 + others)) - 1);
}

/** Returns whether a camera may have a stream. It has it until {@link release}. */
export function acquire(camera) {
  if (streams.size < limit()) {
    streams.add(camera);
  }
  return streams.has(camera);
}

/** Returns whether a camera keeps its stream; if not, there are more windows than before. */
export const keeps = camera => [...streams].indexOf(camera) < limit();

export const release = camera => streams.delete(camera);

/** Does something while nobody else does: one still at a time, so that a camera that keeps it waiting holds one connection alone. */
export function inTurn(action) {
  const done = stills.then(action);
  stills = done.catch(() => {});
  return done;
}
