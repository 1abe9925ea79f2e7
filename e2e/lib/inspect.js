// What every page has to be, whoever looks at it and on whatever: looked at here, told by the walks.

import { axe, desktop, overflow, phone } from "./browser.js";

/** A heading, a title and a language, once each. */
async function bones(page) {
  const found = [];
  const { headings, title, language } = await page.evaluate(() => ({
    headings: document.querySelectorAll("h1").length,
    title: document.title.replace(/· Mutua$/, "").trim(),
    language: document.documentElement.lang,
  }));
  if (headings !== 1) found.push(`${headings} headings of the first level`);
  if (!title) found.push("no title");
  if (!language) found.push("no language");
  return found;
}

/** The elements that stick out on the right, the innermost ones. */
function wideElements(page) {
  return page.evaluate(() => {
    const wide = [...document.body.querySelectorAll("*")].filter(
      (element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1,
    );
    const innermost = wide.filter((element) => !wide.some((other) => other !== element && element.contains(other)));
    return innermost.slice(0, 3).map((element) => element.outerHTML.slice(0, 120));
  });
}

/** Texts that lie upon each other or are cut, so far as boxes tell. */
function cut(page) {
  return page.evaluate(() => {
    const found = [];
    for (const element of document.querySelectorAll("main h1, main h2, main h3, .btn, .choice-label, .state, .kind, .audience, .meta-list li")) {
      // What only screen readers read is cut on purpose.
      if (element.closest(".visually-hidden")) continue;
      const { overflowX, textOverflow } = getComputedStyle(element);
      if (overflowX !== "visible" && textOverflow !== "ellipsis" && element.scrollWidth > element.clientWidth + 1)
        found.push(`cut: ${element.outerHTML.slice(0, 120)}`);
    }
    return found.slice(0, 3);
  });
}

/** Everything that is folded away is looked at too. */
const unfoldAll = (page) =>
  page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));

/**
 * The open page on a phone and on a wide screen, light and dark; each fault as a readable line. What isn't a matter of
 * colour is the same in the dark, so only colours are looked at there.
 */
export async function inspect(page) {
  const found = [];
  const tell = (where, faults) => found.push(...faults.map((fault) => `[${where}] ${fault}`));
  tell("all", await bones(page));
  for (const [width, viewport] of [["phone", phone], ["wide", desktop]]) {
    await page.setViewportSize(viewport);
    const before = await overflow(page);
    await unfoldAll(page);
    const over = Math.max(before, await overflow(page));
    if (over > 0) tell(width, [`${over} px wider than the screen: ${(await wideElements(page)).join(" ")}`]);
    tell(width, await cut(page));
    await page.emulateMedia({ colorScheme: "light" });
    tell(`${width}, light`, await axe(page));
    await page.emulateMedia({ colorScheme: "dark" });
    tell(`${width}, dark`, await axe(page, ["color-contrast"]));
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize(phone);
  return found;
}

/** Faults of many pages, the same fault told once with the pages that have it. */
export function together(faultsByPage) {
  const pages = new Map();
  for (const [page, faults] of faultsByPage)
    for (const fault of faults) pages.set(fault, [...(pages.get(fault) ?? []), page]);
  return [...pages].map(([fault, where]) => `- ${fault}\n    on ${where.join(", ")}`).join("\n");
}
