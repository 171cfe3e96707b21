// Shows the pages of the language that was searched in; the language switch asks the other one the same.
(() => {
  const keep = () => {
    const isRussian = document.documentElement.lang === "ru";
    const all = Search._performSearch;
    Search._performSearch = (...asked) => all(...asked).filter(([page]) => page.startsWith("ru/") === isRussian);
  };
  // The theme loads the search before this script on one page, and after it on another.
  if (typeof Search === "undefined") document.addEventListener("DOMContentLoaded", keep);
  else keep();
  document.addEventListener("DOMContentLoaded", () => {
    for (const link of document.querySelectorAll(".rnms-languages a")) link.href += location.search;
  });
})();
