// Puts the page together and keeps it up to date by the events.
import * as api from './api.js';
import {CameraCard} from './camera.js';
import * as discovery from './discovery.js';
import {announce, byId} from './dom.js';
import * as gallery from './gallery.js';
import {addEvent, showDevices} from './status.js';

const cards = new Map();
let role = 'none';

async function showCameras() {
  const cameras = await api.cameras();
  for (const [id, card] of cards) {
    if (!cameras.some(camera => camera.id === id)) {
      card.close();
      cards.delete(id);
    }
  }
  for (const camera of cameras) {
    const card = cards.get(camera.id);
    if (card) {
      card.update(camera);
    } else {
      cards.set(camera.id, new CameraCard(camera, role));
      byId('camera-list').append(cards.get(camera.id).node);
    }
  }
  return cameras;
}

/** Calls a function once for many events that come close together. */
function soon(action, delay = 150) {
  let timer = null;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(() => action().catch(e => announce(e.message)), delay);
  };
}

const camerasChanged = soon(showCameras);
const showDevicesAndSearch = async () => discovery.offer(role, await showDevices());
const devicesChanged = soon(showDevicesAndSearch);
const everythingChanged = soon(async () => {
  await showDevicesAndSearch();
  await gallery.load(await showCameras());
});

function received(type, data) {
  addEvent(type, data);
  switch (type) {
    case 'reset':
      everythingChanged();
      break;
    case 'saved':
    case 'available':
      announce(`Camera ${data.camera} has image ${data.id}`);
      gallery.announceImage(data);
      break;
    case 'failed':
      announce(data.message);
      cards.get(data.camera)?.failed(data);
      break;
    case 'view':
      cards.get(data.camera)?.viewChanged(data.problem);
      break;
    case 'status':
    case 'device':
    case 'devices':
    case 'cameras':
      camerasChanged();
      devicesChanged();
      break;
    case 'property':
      if (['resolution', 'controls'].includes(data.property)) {
        camerasChanged();
      }
      break;
  }
}

let connected = false;

function connection(up) {
  byId('connection').textContent = up ? 'Connected' : 'The gateway does not answer';
  if (up && !connected) {
    everythingChanged();
  }
  connected = up;
}

gallery.start();
discovery.start();
try {
  const session = await api.session();
  role = session.role;
  document.title = `Obscura ${session.version}`;
} catch (e) {
  byId('connection').textContent = e.message;
}
api.follow(received, connection);
