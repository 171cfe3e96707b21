// Run tests on the Python of the folder for browsers: node in_pyodide.mjs PYODIDE.MJS CLONE WHEELS… -- TESTS…
import {readFileSync} from "node:fs";
import {pathToFileURL} from "node:url";

const [pyodide, clone, ...rest] = process.argv.slice(2);
const end = rest.indexOf("--");
const {loadPyodide} = await import(pathToFileURL(pyodide));
const python = await loadPyodide({env: {RNMS_QUICK: "1", HOME: "/home/pyodide"}});
const site = python.runPython("import sysconfig; sysconfig.get_path('purelib')");
for (const wheel of rest.slice(0, end)) {
  python.unpackArchive(new Uint8Array(readFileSync(wheel)), "wheel", {extractDir: site});
}
python.FS.mkdirTree("/clone");
python.FS.mount(python.FS.filesystems.NODEFS, {root: clone}, "/clone");
process.exitCode = python.runPython(`
import os, sys
os.chdir("/clone")
sys.path.insert(0, "/clone/src")
sys.dont_write_bytecode = True
import pytest
print("Python", sys.version.split()[0], "on", sys.platform)
int(pytest.main(["-q", "-p", "no:cacheprovider", "-m", "not slow", *${JSON.stringify(rest.slice(end + 1))}]))
`);
