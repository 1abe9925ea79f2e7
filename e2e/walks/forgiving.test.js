// What goes wrong is forgiven: nothing typed is lost, nothing typed is carried out, nothing is given away.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, open, patience, picture, tab } from "../lib/browser.js";
import { accept, ask, fillAsk, pledge, say, unfold } from "../lib/deeds.js";
import { arrival, link } from "../lib/mail.js";
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

/** Ends the session in another tab of the same browser. */
async function signOutElsewhere(page) {
  const other = await tab(page.context());
  await other.goto("/me");
  await other.getByRole("button", { name: "Sign out" }).click();
  await other.getByText("You are signed out.").waitFor();
  await other.close();
}

const sendAsk = (page) => page.getByRole("main").getByRole("button", { name: "Ask", exact: true }).click();

for (const javaScript of [true, false]) {
  const how = javaScript ? "with JavaScript" : "without JavaScript";

  test(`a form sent after the session has ended keeps what was typed, signing in by mail, ${how}`, { timeout: 300_000 }, async () => {
    const page = await enter(browser, site, hamid, { javaScript });
    const what = { title: `A lift home on Monday, ${how}`, kind: "Practical", circle: shared, words: "From the station." };
    await page.goto("/asks/new");
    await fillAsk(page, what);
    await signOutElsewhere(page);
    await sendAsk(page);
    await page.getByText("What you typed is kept").waitFor();
    await picture(page, `session-ended-${javaScript}`);
    await page.getByLabel("E-mail address").fill(hamid.email);
    await page.getByRole("button", { name: "Mail me a link instead" }).click();
    await page.getByText("What you typed is still here.").waitFor();
    await picture(page, `session-mailed-${javaScript}`);
    const before = new Set(usedLinks);
    const mail = await arrival(site, hamid.email, (each) => /\/sign-in\//.test(each.text) && !before.has(link(each, "/sign-in/")));
    usedLinks.push(link(mail, "/sign-in/"));
    const other = await tab(page.context());
    await other.goto(link(mail, "/sign-in/"));
    await picture(other, `session-link-${javaScript}`);
    await other.locator("main form button.btn-primary").first().click();
    await other.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
    await page.getByRole("button", { name: "Go on where you were" }).click();
    await isAsked(page, what);
  });
}

/** Links from mails work once. */
const usedLinks = [];

async function isAsked(page, { title, words }) {
  await page.getByText("Your ask is out").waitFor();
  assert.equal(await page.locator("h1").innerText(), title);
  assert.ok((await page.locator("main .words").first().innerText()).includes(words));
}

test("a form sent after the session has ended keeps what was typed, signing in by a password", { timeout: 300_000 }, async () => {
  const page = await enter(browser, site, teresa);
  await page.goto("/me/password");
  await page.getByLabel("New password").fill("seven boats upstream");
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL((url) => url.pathname !== "/me/password");
  const what = { title: "A word before the meeting", kind: "Emotional", circle: shared, words: "Ten minutes would do." };
  await page.goto("/asks/new");
  await fillAsk(page, what);
  await signOutElsewhere(page);
  await sendAsk(page);
  await page.getByLabel("E-mail address").fill(teresa.email);
  await page.getByLabel("Password").fill("wrong, and then right");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByText("don't belong together").first().waitFor();
  await page.getByLabel("Password").fill("seven boats upstream");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("heading", { name: "You are signed in again" }).waitFor();
  await picture(page, "session-go-on");
  await page.getByRole("button", { name: "Go on where you were" }).click();
  await isAsked(page, what);
});

/** Sends a form as a browser would that knows none of the newer kinds of fields: any text in any field. */
async function overwrite(page, values) {
  await page.evaluate((all) => {
    const form = document.querySelector("main form[action='/asks']");
    form.noValidate = true;
    for (const [name, value] of Object.entries(all)) {
      const fields = [...form.elements].filter((field) => field.name === name);
      const field = fields.find((each) => each.checked) ?? fields[0];
      if (field.tagName === "SELECT") field.add(new Option(value, value, true, true));
      else if (["radio", "checkbox"].includes(field.type)) Object.assign(field, { value, checked: true });
      else if (field.tagName === "TEXTAREA") field.value = value;
      else Object.assign(field, { type: "text", value });
    }
  }, values);
}

const nobody = "00000000-0000-7000-8000-000000000000";
const tooMuch = {
  title: "x".repeat(10_000),
  kind: "unheard-of",
  circle: "not a circle",
  words: "y".repeat(60_000),
  due: "the day after",
  times: "noonish",
  place: "z".repeat(10_000),
  effort: "enormous",
  widen: "400",
  helpers_wanted: "a few",
  expires: "9999",
  on_behalf_of: "someone",
};

test("each field of an ask that makes no sense says so beside it, and keeps the texts", { timeout: 300_000 }, async () => {
  const page = await enter(browser, site, hamid);
  const unsaid = [];
  // Each alone, so that one message can't hide another's absence, and then all at once.
  for (const bad of [...Object.entries(tooMuch).map(([name, value]) => ({ [name]: value })), tooMuch]) {
    await page.goto("/asks/new");
    await fillAsk(page, { title: "A small thing", kind: "Moral", circle: shared });
    await overwrite(page, bad);
    const [answer] = await Promise.all([page.waitForResponse((r) => r.request().method() === "POST"), sendAsk(page)]);
    await page.waitForLoadState();
    if (answer.status() !== 422) unsaid.push(`${Object.keys(bad)}: answers ${answer.status()}`);
    for (const name of Object.keys(bad)) {
      if (!(await page.locator(`#${name}-error`).isVisible())) unsaid.push(`${name} (of ${Object.keys(bad).length} bad ones): no message beside it`);
      const anchor = page.locator(`.error-summary a[href="#${name}"]`);
      if (!(await anchor.count())) unsaid.push(`${name}: the summary doesn't lead to it`);
      else if (!(await page.locator(`#${name}`).count())) unsaid.push(`${name}: the summary leads nowhere`);
    }
    const typed = Object.keys(bad).filter((name) => ["title", "words", "place"].includes(name));
    for (const name of typed)
      if ((await page.locator(`main [name=${name}]`).first().inputValue()) !== bad[name]) unsaid.push(`${name}: what was typed is lost`);
  }
  await picture(page, "all-wrong");
  assert.deepEqual(unsaid, []);
});

test("an ask in any script, with faces and right to left, comes back as it was typed", { timeout: 300_000 }, async () => {
  const page = await enter(browser, site, hamid);
  const other = await enter(browser, site, teresa);
  const what = { title: "من يساعدني 🛶👩‍👩‍👧 с переездом?", kind: "Practical", circle: shared, words: "שלום 🌻\n\nZ͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!" };
  const path = await ask(page, what);
  await other.goto(path);
  assert.equal(await other.locator("h1").innerText(), what.title);
  assert.equal(await other.locator("main .words").first().innerText(), what.words);
  await picture(other, "any-script");
  const long = { title: "Wörter ".repeat(14).trim(), kind: "Practical", circle: shared, words: "Rindfleischetikettierungsüberwachungsaufgaben".repeat(40) };
  await page.goto(await ask(page, long));
  await picture(page, "long-words");
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(over <= 0, `a long word makes the page ${over} px too wide`);
});

const script = "<script>alert(1)</script>";
const image = "<img src=x onerror=alert(2)>";

test("what looks like a program is shown as it was typed, and never runs", { timeout: 300_000 }, async () => {
  const asker = await enter(browser, site, hamid);
  const helper = await enter(browser, site, teresa);
  const ran = [];
  for (const page of [asker, helper]) page.on("dialog", (dialog) => (ran.push(page.url()), dialog.dismiss()));

  await helper.goto("/me");
  await helper.locator("main input[name=name]").fill(`T ${image}`);
  await helper.locator("main textarea[name=contact], main input[name=contact]").fill(`${script} 555-0140`);
  await helper.locator("main form[action='/me'] button.btn-primary").click();
  await helper.waitForLoadState();
  const path = await ask(asker, { title: `Look: ${image}`, kind: "Practical", circle: shared, words: `${script}"'><svg onload=alert(3)>` });
  await pledge(helper, path, `${image} of course`);
  await asker.getByText(`${image} of course`).waitFor();
  await asker.getByRole("button", { name: /^Say yes to T/ }).click();
  await asker.getByText("You said yes.").waitFor();
  await say(asker, `${script} and {{ 7 * 7 }}`);
  await say(helper, image);
  await asker.getByText(image, { exact: true }).waitFor();
  await picture(asker, "escaped");
  const circle = await asker.locator("main a[href^='/circles/']").first().getAttribute("href").catch(() => "/circles");
  for (const page of [asker, helper])
    for (const each of [path, "/", "/asks", "/notices", circle]) {
      await page.goto(each);
      const html = await page.content();
      assert.ok(!/<img[^>]+onerror|<svg[^>]+onload|<script>alert/i.test(html), `${each} holds it as a program`);
    }
  await asker.goto(path);
  const text = await asker.locator("main").innerText();
  for (const typed of [`Look: ${image}`, `T ${image}`, `${script} 555-0140`, `${script} and {{ 7 * 7 }}`])
    assert.ok(text.includes(typed), `"${typed}" isn't shown as it was typed`);
  assert.deepEqual(ran, []);
  assert.deepEqual([...asker.faults, ...helper.faults], []);
});

test("an address with nothing behind it, and one that isn't theirs, look the same", { timeout: 300_000 }, async () => {
  const steward = await enter(browser, site, hamid);
  await steward.goto("/circles");
  await steward.getByRole("link", { name: shared }).first().click();
  await steward.waitForURL("**/circles/*");
  const circle = new URL(steward.url()).pathname;
  const stranger = await enter(browser, site, rosalia);
  const texts = [];
  for (const path of ["/no/such/page", `/circles/${nobody}`, "/circles/nonsense", `/asks/${nobody}`, `${circle}/members`, `${circle}/check-ins`]) {
    const answer = await stranger.goto(path);
    assert.equal(answer.status(), 404, path);
    const main = await stranger.locator("main").innerText();
    assert.match(main, /Nothing was lost/, path);
    assert.ok(!main.includes(shared), `${path} gives away the circle's name`);
    texts.push(main);
  }
  assert.equal(new Set(texts).size, 1, "one can't tell them apart");
  await picture(stranger, "not-found");

  const out = await open(browser, site);
  const answer = await out.goto("/no/such/page");
  assert.equal(answer.status(), 404);
  await picture(out, "not-found-out");
});
