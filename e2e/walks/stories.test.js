// The three whom the demo prints links for, each on the pages that are about them: what they see fits their story.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, open, phone, picture } from "../lib/browser.js";
import { enter, hamid, rosalia, shared, teresa } from "../lib/people.js";
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

/** Opens a page, and says what is on it. */
async function read(page, path, name) {
  await page.goto(path);
  await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
  await picture(page, name);
  return page.locator("main").innerText();
}

/** Follows a link of the circle that Teresa and Hamid share. */
async function ofCircle(page, name) {
  await page.goto("/circles");
  await page.getByRole("link", { name: shared }).first().click();
  await page.getByRole("link", { name }).first().click();
}

test("Rosalía never asks: her mirror says what she keeps, her team what nobody gives, and a hard day can become an ask", { timeout: 300_000 }, async () => {
  const page = await enter(browser, site, rosalia, { viewport: phone });
  const mirror = await read(page, "/mirror", "rosalia-mirror");
  const [, kept, brought] = mirror.match(/about (\d+) kept to yourself and (\d+) brought to others/);
  assert.ok(Number(kept) > 3 * Number(brought), mirror);
  assert.match(mirror, /Seen by: only you/);
  const team = await read(page, "/team", "rosalia-team");
  assert.match(team, /Nobody yet for practical help/);
  assert.match(team, /Mamá/);
  // A check-in of hers stays hers, and becomes an ask only by her own hand.
  await page.goto("/");
  await page.locator("#check-in").getByText("2", { exact: true }).click();
  await page.getByRole("button", { name: "Say it" }).click();
  await page.waitForURL("**/check-ins/*");
  assert.match(await page.locator("main").innerText(), /only you|Nobody else sees this/);
  await picture(page, "rosalia-kindness");
  await page.locator("main a[href^='/asks/new?check_in=']").first().click();
  await page.waitForURL("**/asks/new?**");
  assert.notEqual(await page.locator("main input[name=title]").inputValue(), "", "it is filled in");
  await page.goto("/asks?mine=true");
  assert.doesNotMatch(await page.locator("main").innerText(), /Someone to talk to/, "nothing was sent");
  await page.context().close();
});

test("Teresa always gives: she sees that it is more than she said, and hands a promise over without leaving anyone alone", { timeout: 300_000 }, async () => {
  const page = await enter(browser, site, teresa, { viewport: phone });
  const mirror = await read(page, "/mirror", "teresa-mirror");
  assert.match(mirror, /giving ahead of your own needs|Mostly you help/);
  assert.doesNotMatch(mirror, /codependent/i);
  const capacity = await read(page, "/capacity", "teresa-capacity");
  assert.match(capacity, /Ready for\s+one hour/);
  const promises = page.locator("#promises li");
  if ((await promises.count()) > 0) {
    await promises.first().getByRole("button", { name: /^Hand it over/ }).click();
    await page.waitForURL("**/capacity");
    await page.locator("#promises").evaluate((details) => (details.open = true));
    assert.match(await page.locator("#promises").innerText(), /yours until someone else was found/);
    await page.getByRole("button", { name: /^I’ll do it as promised/ }).first().click();
    await page.waitForURL("**/capacity");
  }
  // A break that nobody learns of.
  await page.getByRole("button", { name: "Take a break" }).click();
  await page.waitForURL("**/capacity");
  assert.match(await read(page, "/", "teresa-break"), /You take a break/);
  const others = await enter(browser, site, hamid);
  await others.goto("/circles");
  await others.getByRole("link", { name: shared }).first().click();
  assert.doesNotMatch(await others.locator("main").innerText(), /break from everything/);
  await others.context().close();
  await page.goto("/capacity");
  await page.getByRole("button", { name: "I’m back" }).click();
  await page.waitForURL("**/capacity");
  await page.context().close();
});

test("Hamid looks after a circle: it isn't enough to say where he stands, Vera and he rely on each other, and he sees the circle and nobody's mirror", { timeout: 300_000 }, async () => {
  const page = await enter(browser, site, hamid);
  const mirror = await read(page, "/mirror", "hamid-mirror");
  assert.match(mirror, /Not enough to say\./);
  assert.match(mirror, /Vera Antonescu and you rely on each other\./);
  await ofCircle(page, "What goes around");
  const circle = await page.locator("main").innerText();
  assert.match(circle, /Seen by: stewards of this circle/);
  for (const name of ["Teresa", "Vera", "Bartley"]) assert.doesNotMatch(circle, new RegExp(name), "no names");
  await ofCircle(page, "Match asks");
  await page.getByRole("button", { name: "Suggest them now" }).click();
  const round = await page.locator("main").innerText();
  assert.match(round, /open asks|No open ask/);
  for (const name of ["Teresa", "Vera", "Conor", "Orla"]) assert.doesNotMatch(round, new RegExp(name), "no names");
  await picture(page, "hamid-round");
  await page.context().close();
});

test("all of it can be read without JavaScript", { timeout: 300_000 }, async () => {
  const page = await enter(browser, site, teresa);
  const plain = await open(browser, site, { javaScript: false });
  await plain.context().addCookies(await page.context().cookies());
  for (const path of ["/mirror", "/team", "/capacity"]) {
    const answer = await plain.goto(path);
    assert.equal(answer.status(), 200);
    assert.equal(await plain.locator("h1").count(), 1);
  }
  await plain.context().close();
  await page.context().close();
});
