"use strict";
// The worker: it checks the assets, starts Python, and hands on what the page asks and what rnms.app.desk
// answers. The page starts it from a blob, since a page from a disk may not start it from a file.

function rnmsWorker() {
  // Pyodide looks for a global named API before it makes its own: none of ours may be called so.
  const post = self.postMessage.bind(self);
  let answer = null;

  // The first 32 bits of the fractions of the cube roots of the first 64 primes, and of the square roots of 8.
  const ROUNDS = new Int32Array([
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
  ]);
  const HASH = [
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
  ];

  self.onmessage = async ({data}) => {
    try {
      if (data.assets) {
        await start(data.manifest, data.assets, data.desk);
        post({ready: true});
      } else {
        post({id: data.id, ...asked(data.request, data.files)});
      }
    } catch (error) {
      if (error instanceof Damaged) post({damaged: error.message});
      // What is no exception of Python has ended the interpreter: a file made it run out of memory, say.
      else if (answer && error.name !== "PythonError") post({died: true});
      else post({id: data.id, failed: String(error.message).trim().split("\n").pop()});
    }
  };

  class Damaged extends Error {}

  /** Start Python with a desk: what an expression of Python gives, which answers JSON and files by the same. */
  async function start(manifest, given, expression) {
    post({progress: "checking"});
    const assets = {};
    for (const [name, known] of Object.entries(manifest.assets)) {
      assets[name] = await unpacked(name, given[name]);
      if (assets[name].length !== known.bytes || sha256(assets[name]) !== known.sha256) throw new Damaged(name);
    }
    post({progress: "python"});
    const pyodide = await python(assets);
    post({progress: "rnms"});
    pyodide.unpackArchive(assets["packages.zip"], "zip", {
      extractDir: pyodide.runPython("import sysconfig; sysconfig.get_path('purelib')"),
    });
    pyodide.runPython("import importlib; importlib.invalidate_caches()");
    const desk = pyodide.runPython(expression);
    answer = (request, files) => desk.answer(JSON.stringify(request), pyodide.toPy(files));
  }

  async function unpacked(name, text) {
    try {
      const squeezed = new Blob([fromBase64(text)]).stream().pipeThrough(new DecompressionStream("gzip"));
      return new Uint8Array(await new Response(squeezed).arrayBuffer());
    } catch {
      throw new Damaged(name);
    }
  }

  function fromBase64(text) {
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
    const letters = atob(text), bytes = new Uint8Array(letters.length);
    for (let place = 0; place < letters.length; place++) bytes[place] = letters.charCodeAt(place);
    return bytes;
  }

  async function python(assets) {
    const base = "https://rnms.invalid/";
    // Nothing is ever fetched: what Pyodide asks for is here, and the rest does not exist.
    self.fetch = async (address) => {
      const name = String(address.url || address).slice(base.length);
      if (!String(address.url || address).startsWith(base) || !(name in assets)) throw new TypeError("offline");
      const type = name.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
      return new Response(assets[name], {headers: {"Content-Type": type}});
    };
    self.XMLHttpRequest = self.WebSocket = self.EventSource = undefined;
    // Pyodide refuses a classic worker, and a page from a disk may start no other.
    self.importScripts = () => { throw new TypeError("offline"); };
    const {loadPyodide} = await imported(assets["pyodide.mjs"]);
    const {default: createPyodideModule} = await imported(assets["pyodide.asm.mjs"]);
    const lock = {info: {abi_version: "2026_0", arch: "wasm32", platform: "emscripten", version: ""}, packages: {}};
    return loadPyodide({indexURL: base, packageBaseUrl: base, createPyodideModule, lockFileContents: lock});
  }

  async function imported(source) {
    const address = URL.createObjectURL(new Blob([source], {type: "text/javascript"}));
    try {
      return await import(address);
    } finally {
      URL.revokeObjectURL(address);
    }
  }

  function asked(request, files) {
    const reply = answer(request, files.map(({name, bytes}) => [name, bytes]));
    const said = JSON.parse(reply.said);
    const written = [];
    for (const file of reply.files) {
      const view = file.data.toJs();
      written.push({name: file.name, bytes: view});
      file.destroy();
    }
    reply.destroy();
    return {said, files: written};
  }

  // SHA-256 (FIPS 180-4). The browser's own is only there over https and from a disk, not on an intranet.
  function sha256(bytes) {
    const length = bytes.length, blocks = (length + 9 + 63) >> 6, tail = new Uint8Array(128);
    const whole = length >> 6, rest = length & 63;
    tail.set(bytes.subarray(whole << 6));
    tail[rest] = 0x80;
    const ends = new DataView(tail.buffer), last = (blocks - whole) * 64;
    ends.setUint32(last - 8, Math.floor(length / 0x20000000));
    ends.setUint32(last - 4, (length << 3) >>> 0);
    const words = new Int32Array(64);
    let [h0, h1, h2, h3, h4, h5, h6, h7] = HASH;
    for (let block = 0; block < blocks; block++) {
      const source = block < whole ? bytes : tail;
      let at = block < whole ? block << 6 : (block - whole) << 6;
      for (let i = 0; i < 16; i++, at += 4)
        words[i] = (source[at] << 24) | (source[at + 1] << 16) | (source[at + 2] << 8) | source[at + 3];
      for (let i = 16; i < 64; i++) {
        const x = words[i - 15], y = words[i - 2];
        const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
        const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
        words[i] = (words[i - 16] + s0 + words[i - 7] + s1) | 0;
      }
      let a = h0, b = h1, c = h2, d = h3, e = h4, f = h5, g = h6, h = h7;
      for (let i = 0; i < 64; i++) {
        const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
        const t1 = (h + s1 + ((e & f) ^ (~e & g)) + ROUNDS[i] + words[i]) | 0;
        const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
        const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        h = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0;
      }
      h0 = (h0 + a) | 0; h1 = (h1 + b) | 0; h2 = (h2 + c) | 0; h3 = (h3 + d) | 0;
      h4 = (h4 + e) | 0; h5 = (h5 + f) | 0; h6 = (h6 + g) | 0; h7 = (h7 + h) | 0;
    }
    return [h0, h1, h2, h3, h4, h5, h6, h7].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
  }
}
