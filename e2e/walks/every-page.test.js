// Every sort of page, as everyone who can get to it: on a phone and on a wide screen, light and dark, with JavaScript
// and without.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { launch, open, phone, picture } from "../lib/browser.js";
import { crawl } from "../lib/crawl.js";
import { ask, fillAsk, unfold } from "../lib/deeds.js";
import { inspect, together } from "../lib/inspect.js";
import { enter, hamid, rosalia, shared, teresa } from "../lib/people.js";
import { startDemo } from "../lib/site.js";

let site;
let browser;
/** Sorts of pages that somebody's walk has looked at closely already. */
const looked = new Set();

before(async () => {
  [site, browser] = await Promise.all([startDemo("sqlite"), launch()]);
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

/** What is wrong with one page. `plain` is the same person's browser without JavaScript. */
async function visit(page, plain, { url, status, isPage }, closely) {
  if (status !== 200) return [`answers ${status}`];
  if (!isPage) return [];
  const faults = [];
  page.faults.length = 0;
  const answer = await page.goto(url.href);
  if (answer.status() !== 200) faults.push(`answers ${answer.status()} in a browser`);
  const withScripts = await page.locator("h1").allInnerTexts();
  const plainAnswer = await plain.goto(url.href);
  const without = await plain.locator("h1").allInnerTexts();
  if (plainAnswer.status() !== 200) faults.push(`answers ${plainAnswer.status()} without JavaScript`);
  if (without.join() !== withScripts.join()) faults.push(`other headings without JavaScript: ${without} / ${withScripts}`);
  if (closely) faults.push(...(await inspect(page)));
  return [...faults, ...page.faults.map((fault) => `console: ${fault}`)];
}

/** The same person's browser, with JavaScript off. */
async function withoutScripts(page) {
  const plain = await open(browser, site, { javaScript: false });
  await plain.context().addCookies(await page.context().cookies());
  return plain;
}

async function look(who, page, start) {
  const plain = await withoutScripts(page);
  const faults = new Map();
  for (const [sort, example] of await crawl(page, start)) {
    const closely = !looked.has(`${sort} ${who === "nobody" ? "out" : "in"}`);
    looked.add(`${sort} ${who === "nobody" ? "out" : "in"}`);
    faults.set(sort, await visit(page, plain, example, closely));
    if (closely) await picture(page, `page-${who}${sort.replace(/[^a-z]+/gi, "-")}`);
  }
  await plain.context().close();
  await page.context().close();
  assert.ok(faults.size > 3, `only ${faults.size} sorts of pages were found`);
  const told = together(faults);
  assert.equal(told, "", `\n${who}, ${faults.size} sorts of pages:\n${told}\n`);
}

/** An invitation of the circle that Hamid looks after; its path. */
async function invite(page) {
  await page.goto("/circles");
  await page.getByRole("link", { name: shared }).first().click();
  await page.getByRole("link", { name: "Invite" }).first().click();
  await page.waitForURL("**/invitations");
  await page.locator("main form.card button.btn-primary").click();
  const text = await page.locator("main .secret code").first().innerText();
  return new URL(text.trim()).pathname;
}

// Two at a time: one waits for its page while the other reads its own.
describe("every page", { concurrency: 2 }, () => {
  for (const [who, person] of [["Hamid", hamid], ["Teresa", teresa], ["Rosalía", rosalia]])
    test(`every page that ${who} can get to is whole`, { timeout: 900_000 }, async () => {
      const page = await enter(browser, site, person);
      const start = ["/"];
      // An invitation can be seen by its steward too; it is then a page of its own kind.
      if (person === hamid) start.push(await invite(page));
      await look(who, page, start);
    });

  test("every page that nobody in particular can get to is whole", { timeout: 900_000 }, async () => {
    const steward = await enter(browser, site, hamid);
    const invitation = await invite(steward);
    const circle = await steward.locator(".crumbs a").first().getAttribute("href");
    await steward.context().close();
    const page = await open(browser, site);
    await page.goto("/");
    await look("nobody", page, ["/", "/sign-in", invitation, `${circle}/apply`, "/nothing-here"].slice(0, 4));
  });
});

/** Forms that are sent with something missing: what to type, where it must still stand, and the button. */
const incomplete = [
  {
    path: "/asks/new",
    async type(page) {
      await fillAsk(page, { title: "", kind: "Practical", circle: shared, words: "It is about the tall ladder." });
    },
    kept: ["textarea[name=words]", "It is about the tall ladder."],
    button: "Ask",
  },
  {
    path: "/offers/new",
    async type(page) {
      await unfold(page, "More");
      await page.locator("main textarea[name=words]").fill("On Saturdays, mostly.");
    },
    kept: ["textarea[name=words]", "On Saturdays, mostly."],
  },
  {
    path: "/circles/new",
    async type(page) {
      await page.locator("main textarea[name=about]").fill("Those who row together.");
    },
    kept: ["textarea[name=about]", "Those who row together."],
  },
  {
    path: "/team/new",
    async type(page) {
      await page.locator("main textarea[name=ways]").fill("Ring twice.");
    },
    kept: ["textarea[name=ways]", "Ring twice."],
  },
  {
    path: "/me",
    async type(page) {
      await page.locator("main input[name=name]").fill("");
      await page.locator("main input[name=pronouns]").fill("he, mostly");
    },
    kept: ["input[name=pronouns]", "he, mostly"],
    button: "Save",
  },
];

test("a form with something missing comes back whole, says so first, and keeps what was typed", { timeout: 300_000 }, async () => {
  const faults = new Map();
  const other = await enter(browser, site, teresa);
  const asked = await ask(other, { title: "Somebody to hold the other end", kind: "Practical", circle: shared });
  await other.context().close();
  const long = "Gladly. ".repeat(600).trim();
  // Below much else, where it would not be seen from the top.
  const pledge = { path: asked, type: (page) => page.getByLabel("A few words").fill(long), kept: ["textarea[name=words]", long], button: "I’ll help" };
  for (const javaScript of [true, false]) {
    const page = await enter(browser, site, hamid, { javaScript });
    for (const { path, type, kept, button } of [...incomplete, pledge]) {
      const found = [];
      page.faults.length = 0;
      await page.goto(path);
      await type(page);
      const form = page.locator("main form.form[method=post]", { has: page.locator(kept[0]) });
      const submit = button ? form.getByRole("button", { name: button, exact: true }) : form.locator("button.btn-primary, button.btn-ask");
      const [answer] = await Promise.all([page.waitForResponse((r) => r.request().method() === "POST"), submit.first().click()]);
      if (answer.status() !== 422) found.push(`answers ${answer.status()} instead of 422`);
      await page.waitForLoadState();
      const focused = await page.evaluate(() => document.activeElement?.className ?? "");
      if (!focused.includes("error-summary")) found.push(`the focus is on "${focused}", not on the summary of what is missing`);
      const [selector, text] = kept;
      const still = await page.locator(`main ${selector}`).first().inputValue();
      if (still !== text) found.push(`what was typed is lost: "${still}" instead of "${text}"`);
      if (!(await page.title()).startsWith("Error")) found.push("the title doesn't say that something is wrong");
      if (javaScript) {
        await picture(page, `missing${path.replaceAll("/", "-")}`);
        found.push(...(await inspect(page)), ...page.faults.map((fault) => `console: ${fault}`));
      }
      if (!(await page.locator(".error-summary").evaluate((summary) => summary.getBoundingClientRect().top < innerHeight))) found.push("the summary isn't in sight");
      faults.set(`${path}${javaScript ? "" : " without JavaScript"}`, found);
    }
    await page.context().close();
  }
  const told = together(faults);
  assert.equal(told, "", `\n${told}\n`);
});
