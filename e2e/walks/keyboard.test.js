// Mutua with the keyboard alone.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { desktop, launch, phone, picture } from "../lib/browser.js";
import { focus, tabTo } from "../lib/keyboard.js";
import { enter, hamid, shared } from "../lib/people.js";
import { startDemo } from "../lib/site.js";

let site;
let browser;

before(async () => {
  [site, browser] = await Promise.all([startDemo("sqlite"), launch()]);
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

test("the first stop of the Tab key leads past the navigation", { timeout: 300_000 }, async () => {
  const page = await enter(browser, site, hamid);
  for (const path of ["/", "/asks/new", "/circles", "/me"]) {
    await page.goto(path);
    await page.keyboard.press("Tab");
    const { at, ring, hidden } = await focus(page);
    assert.equal(at.href, "#main", `${path}: the first stop`);
    assert.ok(ring && !hidden, `${path}: the link can be seen`);
    await picture(page, `skip${path.replaceAll("/", "-")}`);
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
    await page.keyboard.press("Tab");
    const inside = await page.evaluate(() => Boolean(document.activeElement.closest("main")));
    assert.ok(inside, `${path}: the next stop is in the content`);
  }
});

for (const [screen, viewport] of [["a phone", phone], ["a wide screen", desktop]])
  test(`an ask is written and sent by Tab, Space and Enter, and the focus shows at each stop, on ${screen}`, { timeout: 300_000 }, async () => {
    const page = await enter(browser, site, hamid, { viewport });
    const title = `A second pair of eyes on a form, on ${screen}`;
    const faults = new Set();
    await page.goto("/");
    await tabTo(page, (at) => at.href === "/asks/new", faults);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/asks/new");
    await tabTo(page, (at) => at.name === "title", faults);
    await page.keyboard.type(title);
    await tabTo(page, (at) => at.name === "kind", faults);
    await page.keyboard.press("Space");
    await tabTo(page, (at) => at.name === "circle", faults);
    await chooseByArrows(page, shared);
    await tabTo(page, (at) => at.text.startsWith("More: words"), faults);
    await page.keyboard.press("Enter");
    await tabTo(page, (at) => at.name === "words", faults);
    await page.keyboard.type("It is four pages.");
    await picture(page, `keyboard-${screen.replace(/\W/g, "-")}`);
    await tabTo(page, (at) => at.text === "Ask" && !at.href, faults);
    await page.keyboard.press("Enter");
    await page.getByText("Your ask is out").waitFor();
    assert.equal(await page.locator("h1").innerText(), title);
    assert.match(await page.locator("main .kind").first().innerText(), /Practical/);
    assert.match(await page.locator("main .words").first().innerText(), /It is four pages\./);
    assert.deepEqual([...faults], []);
  });

/** Among radio buttons the arrows choose. */
async function chooseByArrows(page, label) {
  await page.keyboard.press("Space");
  for (let presses = 0; presses < 12; presses += 1) {
    if ((await focus(page)).at.text.startsWith(label)) return;
    await page.keyboard.press("ArrowDown");
  }
  throw new Error(`the arrows don't lead to ${label}`);
}
