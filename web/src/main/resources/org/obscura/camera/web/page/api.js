// The HTTP API. Every failure is an Error whose message is for people.

const ROOT = new URL('api/', document.baseURI);

export const cameraUrl = (camera, rest = '') => new URL(`cameras/${encodeURIComponent(camera)}${rest}`, ROOT).href;
export const captureUrl = (capture, rest = '') => cameraUrl(capture.camera, `/captures/${capture.id}${rest}`);

async function call(url, method = 'GET', body = undefined) {
  let response;
  try {
    response = await fetch(url, {method, headers: body === undefined ? {} : {'Content-Type': 'application/json'},
      body: body === undefined ? undefined : JSON.stringify(body)});
  } catch {
    throw new Error('The gateway does not answer');
  }
  const text = await response.text();
  const value = text === '' ? null : JSON.parse(text);
  if (!response.ok) {
    throw new Error(value?.detail ?? `The gateway answers ${response.status}`);
  }
  return value;
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
export const series = (id, number) => call(cameraUrl(id, `/series/${number}`));
export const cancelSeries = (id, number) => call(cameraUrl(id, `/series/${number}`), 'DELETE');
export const oneCapture = one => call(captureUrl(one));
export const metadata = one => call(captureUrl(one, '/metadata'));
export const problemOfView = async id => {
  const response = await fetch(cameraUrl(id, '/live.jpg?width=16'));
  return response.ok ? '' : (await response.json()).detail;
};

const TYPES = ['exposed', 'captured', 'saved', 'available', 'failed', 'property', 'status', 'device', 'view', 'cameras', 'devices', 'reset'];

/** Follows the events; the browser connects again by itself, and receives what it has missed. */
export function follow(onEvent, onConnection) {
  const source = new EventSource(new URL('events', ROOT));
  for (const type of TYPES) {
    source.addEventListener(type, event => onEvent(type, JSON.parse(event.data)));
  }
  source.onopen = () => onConnection(true);
  source.onerror = () => {
    onConnection(false);
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(() => follow(onEvent, onConnection), 3000);
    }
  };
}
