"use strict";
// A button beside each example that runs it in the reader's browser. Nothing is loaded before one is pressed;
// then everything comes from this site, and nothing that is typed or run leaves the browser.

(() => {
  const russian = document.documentElement.lang.startsWith("ru") || location.pathname.includes("/ru/");
  const words = russian
    ? {run: "выполнить", loading: "Загружается Python: 12 МБ, несколько секунд…", running: "Выполняется…", nothing: "(ничего не напечатано)", damaged: "Загрузка повреждена: обновите страницу."}
    : {run: "run", loading: "Loading Python: 12 MB, a few seconds…", running: "Running…", nothing: "(nothing was printed)", damaged: "The download is damaged: load the page again."};
  const here = new URL("run/", document.currentScript.src);
  const blocks = [...document.querySelectorAll("div.highlight pre")].filter((pre) => pre.textContent.includes(">>> "));
  const waiting = new Map(), assets = {};
  let worker = null, manifest = null, done = 0, numbers = 0;

  window.rnmsManifest = (told) => { manifest = told; };
  window.rnmsAsset = (name, text) => { assets[name] = text; };

  const script = (name) => new Promise((resolve) => {
    const element = document.createElement("script");
    element.src = new URL(name, here);
    element.onload = element.onerror = resolve;
    document.head.append(element);
  });

  const started = () => worker ??= (async () => {
    for (const name of ["manifest.js", "worker.js", "console.js"]) await script(name);
    for (const name of Object.keys(manifest.assets)) await script(`assets/${name}.js`);
    const begun = new Worker(URL.createObjectURL(new Blob([`(${rnmsWorker})()`], {type: "text/javascript"})));
    const ready = new Promise((resolve, reject) => {
      begun.onmessage = ({data}) => {
        if (data.ready) resolve();
        else if (data.damaged) reject(new Error(words.damaged));
        else waiting.get(data.id)?.(data);
      };
    });
    begun.postMessage({manifest, assets, desk: rnmsConsole});
    await ready;
    return begun;
  })();

  const ask = async (block) => {
    const python = await started(), id = ++numbers;
    const reply = await new Promise((resolve) => {
      waiting.set(id, resolve);
      python.postMessage({id, request: {block}, files: []});
    });
    return reply.failed ?? reply.said.printed;
  };

  for (const [number, pre] of blocks.entries()) {
    const button = document.createElement("button"), printed = document.createElement("pre");
    button.type = "button";
    button.className = "rnms-run";
    button.textContent = words.run;
    printed.setAttribute("role", "status");
    printed.className = "rnms-printed";
    printed.hidden = true;
    pre.closest("div.highlight").after(button, printed);
    button.addEventListener("click", async () => {
      printed.hidden = false;
      printed.textContent = numbers ? words.running : words.loading;
      try {
        // A page runs from top to bottom: an example may need what those before it have made.
        while (done < number) await ask(blocks[done++].textContent);
        const text = await ask(pre.textContent);
        done = Math.max(done, number + 1);
        printed.textContent = text || words.nothing;
      } catch (error) {
        printed.textContent = error.message;
      }
    });
  }
})();
