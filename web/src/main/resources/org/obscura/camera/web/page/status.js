// Devices, backends and events.
import * as api from './api.js';
import {byId, element, table} from './dom.js';

const EVENTS_SHOWN = 100;

/** Shows devices and backends. Returns whether cameras can be searched for. */
export async function showDevices() {
  const {devices, backends, discovery} = await api.devices();
  const problem = text => element('span', {className: text ? 'problem' : ''}, text);
  byId('device-list').replaceChildren(
    table('Devices found', ['Device', 'Id', 'Backend', 'Used by'], devices.map(device =>
      [device.name + (device.simulated ? ' (simulated)' : ''), device.id, device.backend, device.cameras.join(', ')])),
    table('Backends', ['Backend', 'State', 'What is wrong, and what to do'], backends.map(backend =>
      [backend.name, backend.state, problem(backend.reason)])));
  return discovery;
}

export function addEvent(type, data) {
  const {time, ...rest} = data;
  const words = Object.entries(rest).map(([key, value]) => `${key}=${typeof value === 'object' ? JSON.stringify(value) : value}`);
  const list = byId('event-list');
  list.prepend(element('li', {}, `${new Date(time).toLocaleTimeString()} ${type} ${words.join(' ')}`));
  while (list.children.length > EVENTS_SHOWN) {
    list.lastChild.remove();
  }
}
