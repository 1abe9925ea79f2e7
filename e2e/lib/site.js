// Starts the demo on a fresh database, with mail going to a real SMTP server on loopback, and stops both.

import { spawn, execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, existsSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const program = process.env.MUTUA_PROGRAM ?? join(root, "target", "debug", "mutua");

/** The databases to walk on: SQLite, and PostgreSQL where MUTUA_TEST_POSTGRES has the address of a server. */
export function databases() {
  const names = ["sqlite"];
  if (process.env.MUTUA_TEST_POSTGRES) names.push("postgres");
  else if (process.env.MUTUA_TEST_ALL) throw new Error("MUTUA_TEST_ALL is set, but MUTUA_TEST_POSTGRES isn't");
  else console.error("skipped: PostgreSQL (MUTUA_TEST_POSTGRES isn't set)");
  return names;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function freshPostgres() {
  const server = process.env.MUTUA_TEST_POSTGRES;
  const name = `walk_${process.pid}_${Date.now()}`;
  execFileSync("psql", [server, "-q", "-c", `CREATE DATABASE ${name}`]);
  return server.replace(/\/[^/]*$/, `/${name}`);
}

function until(child, stream, found, what) {
  return new Promise((resolve, reject) => {
    let text = "";
    const late = setTimeout(() => reject(new Error(`${what} didn't come up:\n${text}`)), 180_000);
    const look = (chunk) => {
      text += chunk;
      const value = found(text);
      if (value !== undefined) {
        clearTimeout(late);
        resolve(value);
      }
    };
    child[stream].on("data", look);
    child.once("exit", (code) => {
      clearTimeout(late);
      reject(new Error(`${what} ended with ${code}:\n${text}`));
    });
  });
}

const connects = (port) =>
  new Promise((resolve) => {
    import("node:net").then(({ connect }) => {
      const socket = connect(port, "127.0.0.1");
      socket.once("connect", () => (socket.destroy(), resolve(true)));
      socket.once("error", () => resolve(false));
    });
  });

/** The demo, served. `links` holds the sign-in links of the three leads, `mails()` what was delivered. */
export async function startDemo(database) {
  const folder = mkdtempSync(join(tmpdir(), "mutua-walk-"));
  const mailbox = join(folder, "delivered");
  const port = await freePort();
  const smtp = spawn(
    "/usr/bin/python3",
    ["-m", "aiosmtpd", "-n", "-l", `127.0.0.1:${port}`, "-c", "aiosmtpd.handlers.Mailbox", mailbox],
    { stdio: "ignore" },
  );
  for (let tries = 0; !(await connects(port)); tries += 1) {
    if (tries > 100) throw new Error("the SMTP server didn't come up");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const args = ["demo", "--listen", "127.0.0.1:0", "--data", join(folder, "data"), "--mail", `smtp://127.0.0.1:${port}`];
  if (database === "postgres") args.push("--database", freshPostgres());
  const child = spawn(program, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let log = "";
  child.stderr.on("data", (chunk) => (log += chunk));
  let links;
  try {
    links = await until(
      child,
      "stdout",
      (text) => {
        const all = text.match(/https?:\/\/\S+/g) ?? [];
        return all.length >= 4 && text.endsWith("\n") ? all : undefined;
      },
      "the demo",
    );
  } catch (error) {
    child.kill("SIGKILL");
    smtp.kill();
    throw new Error(`${error.message}\n${log}`);
  }
  const [url, neverAsks, alwaysGives, steward] = links;
  return {
    url,
    links: { neverAsks, alwaysGives, steward },
    log: () => log,
    mails() {
      const inbox = join(mailbox, "new");
      return existsSync(inbox) ? readdirSync(inbox).map((name) => readFileSync(join(inbox, name), "utf8")) : [];
    },
    async stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      const code = await ended;
      smtp.kill();
      rmSync(folder, { recursive: true, force: true });
      return code;
    },
  };
}
