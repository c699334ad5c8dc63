// The view of a camera as JPEG images. A browser does not tell that a Motion JPEG stream in an <img> has ended or hangs, so the page
// reads the stream itself.
import {failure, problemOf} from './api.js';

/** The server sends the last image again after five seconds, and waits ten for the first. */
const SILENCE = 15000;

/**
 * Hands over the images of a response, one or many. Returns when it ends, or when onImage returns false; throws an Error that says why
 * there are no images.
 */
export async function follow(url, signal, onImage) {
  const request = new AbortController();
  const end = () => request.abort();
  let timer = setTimeout(end, SILENCE);
  signal.addEventListener('abort', end);
  try {
    const response = await fetch(url, {signal: request.signal});
    if (!response.ok) {
      throw await problemOf(response);
    }
    if (!response.headers.get('Content-Type').startsWith('multipart/')) {
      await onImage(await response.blob());
      return;
    }
    const parts = new Parts();
    const reader = response.body.getReader();
    for (let {done, value} = await reader.read(); !done; {done, value} = await reader.read()) {
      clearTimeout(timer);
      timer = setTimeout(end, SILENCE);
      const image = parts.add(value);
      if (image && !await onImage(image)) {
        return;
      }
    }
  } catch (e) {
    throw failure(e);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
    end();
  }
}

/** Cuts a stream into its parts, by the length in their headers. */
class Parts {
  constructor() {
    this.bytes = new Uint8Array();
  }

  /** Adds bytes. Returns the last image that they complete; null: none. */
  add(bytes) {
    const all = new Uint8Array(this.bytes.length + bytes.length);
    all.set(this.bytes);
    all.set(bytes, this.bytes.length);
    let image = null;
    let start = 0;
    for (;;) {
      const body = endOfHead(all, start);
      const length = body < 0 ? null : /content-length: *(\d+)/i.exec(new TextDecoder('latin1').decode(all.subarray(start, body)));
      const end = body + Number(length?.[1]);
      if (!length || end > all.length) {
        this.bytes = all.subarray(start);
        return image;
      }
      image = new Blob([all.subarray(body, end)], {type: 'image/jpeg'});
      start = end;
    }
  }
}

/** Returns where the empty line after a head ends; -1: it has not come yet. */
function endOfHead(bytes, start) {
  for (let i = start; i + 3 < bytes.length; i++) {
    if (bytes[i] === 13 && bytes[i + 1] === 10 && bytes[i + 2] === 13 && bytes[i + 3] === 10) {
      return i + 4;
    }
  }
  return -1;
}
