// What a search says, in Russian.
Documentation.addTranslations({
  locale: "ru",
  plural_expr: "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)",
  messages: {
    ", in ": ", в ",
    "Preparing search...": "Готовим поиск…",
    "Search Results": "Результаты поиска",
    "Search finished, found one page matching the search query.": [
      "Нашлась ${resultCount} страница.",
      "Нашлись ${resultCount} страницы.",
      "Нашлось ${resultCount} страниц.",
    ],
    "Searching": "Ищем",
    "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.":
      "Ничего не нашлось. Проверьте, верно ли написаны слова.",
  },
});
