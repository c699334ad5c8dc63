// The HTTP API. Every failure is an Error whose message is for people; its status is that of the response, if there is one.

const ROOT = new URL('api/', document.baseURI);
const NO_ANSWER = 'The gateway does not answer';
/** The longest that an answer may take; a search for cameras takes ten seconds. */
const PATIENCE = 30000;
/** The server sends at least an event "alive" every five seconds. */
const SILENCE = 15000;
const RETRY = 3000;

export const cameraUrl = (camera, rest = '') => new URL(`cameras/${encodeURIComponent(camera)}${rest}`, ROOT).href;
export const captureUrl = (capture, rest = '') => cameraUrl(capture.camera, `/captures/${capture.id}${rest}`);

/** Returns an Error with what a response says; what a proxy says is not for people. */
export async function problemOf(response) {
  let detail = '';
  try {
    detail = (await response.json()).detail;
  } catch {
    // not ours
  }
  return Object.assign(new Error(detail || `The gateway answers ${response.status}`), {status: response.status});
}

/** Returns an Error for whatever a request has thrown. */
export const failure = e => e.status ? e : new Error(NO_ANSWER);

async function call(url, method = 'GET', body = undefined) {
  try {
    const response = await fetch(url, {method, headers: body === undefined ? {} : {'Content-Type': 'application/json'},
      body: body === undefined ? undefined : JSON.stringify(body), signal: AbortSignal.timeout(PATIENCE)});
    if (!response.ok) {
      throw await problemOf(response);
    }
    return response.status === 204 ? null : await response.json();
  } catch (e) {
    throw failure(e);
  }
}

export const session = () => call(new URL('session', ROOT));
export const cameras = async () => (await call(new URL('cameras', ROOT))).cameras;
export const camera = id => call(cameraUrl(id));
export const devices = () => call(new URL('devices', ROOT));
export const discover = async () => (await call(new URL('discovery', ROOT), 'POST', {})).cameras;
export const configure = (address, name) => call(new URL('discovery/configurations', ROOT), 'POST', {address, name});
export const change = (id, values) => call(cameraUrl(id), 'PATCH', values);
export const controls = id => call(cameraUrl(id, '/controls'));
export const setControls = (id, values) => call(cameraUrl(id, '/controls'), 'PATCH', values);
export const capture = (id, options) => call(cameraUrl(id, '/captures'), 'POST', options);
export const captures = async id => (await call(cameraUrl(id, '/captures?limit=60'))).captures;
export const allSeries = async id => (await call(cameraUrl(id, '/series'))).series;
export const series = (id, number) => call(cameraUrl(id, `/series/${number}`));
export const cancelSeries = (id, number) => call(cameraUrl(id, `/series/${number}`), 'DELETE');
export const oneCapture = one => call(captureUrl(one));
export const metadata = one => call(captureUrl(one, '/metadata'));

/** Returns why a URL is not answered as it should be; "" if it is. */
export async function problemAt(url) {
  const request = new AbortController();
  try {
    const response = await fetch(url, {signal: request.signal});
    return response.ok ? '' : (await problemOf(response)).message;
  } catch {
    return NO_ANSWER;
  } finally {
    request.abort();
  }
}

const TYPES = ['exposed', 'captured', 'saved', 'available', 'failed', 'property', 'status', 'device', 'view', 'cameras', 'devices', 'reset'];

/**
 * Follows the events while the page can be seen. After a short break the browser receives what it has missed; else onConnection("") says
 * that everything is to be read again. Its argument is what is wrong with the connection.
 */
export function follow(onEvent, onConnection) {
  const url = new URL('events', ROOT);
  let source = null;
  let timer = null;
  const close = () => {
    clearTimeout(timer);
    source?.close();
    source = null;
  };
  const again = problem => {
    close();
    onConnection(problem);
    timer = setTimeout(open, RETRY);
  };
  // a connection of which the other end is gone looks like one on which nothing happens
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(() => again(NO_ANSWER), SILENCE);
  };
  function open() {
    close();
    if (document.hidden) {
      return; // another window needs the connection
    }
    const opened = new EventSource(url);
    source = opened;
    alive();
    opened.addEventListener('alive', alive);
    for (const type of TYPES) {
      opened.addEventListener(type, event => {
        alive();
        onEvent(type, JSON.parse(event.data));
      });
    }
    opened.onopen = () => onConnection('');
    opened.onerror = async () => {
      if (opened.readyState !== EventSource.CLOSED) {
        onConnection(NO_ANSWER);
        return;
      }
      clearTimeout(timer);
      const problem = await problemAt(url);
      if (source === opened) {
        again(problem || NO_ANSWER);
      }
    };
  }
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      close();
      onConnection('Not connected while the page is hidden');
    } else {
      open();
    }
  });
  open();
}
