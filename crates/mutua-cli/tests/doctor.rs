//! `mutua doctor` is given an instance in which one thing was broken for real, and finds that.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::{
    fs,
    os::unix::fs::{MetadataExt as _, PermissionsExt as _},
    path::{Path, PathBuf},
    process::{Command, Output},
    time::Duration,
};

use mutua_bench::{
    crash::sink::Sink,
    place::free,
    process::Process,
    server::Server,
    world::{self, Shape, World},
};
use mutua_service::{
    App, Credential, InstanceKey, Settings,
    needs::{self, NeedInput},
};
use mutua_storage::{Address, OpenOptions, Store};
use serde_json::Value;
use tempfile::TempDir;

const SHAPE: Shape = Shape { circles: 1, people: 3, open: 1, past: 0, past_elsewhere: 0 };
/// A moment far ahead, as an id of version 7 begins with it.
const FAR_AHEAD: &str = "03000000000070008000000000000000";

/// An instance in which nothing is wrong, and people are.
struct Instance {
    folder: TempDir,
    database: String,
    sink: Sink,
    _server: Option<Server>,
}

impl Instance {
    fn on(server: Option<Server>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).unwrap();
        let address = server.as_ref().map(|server| server.create("doctor").unwrap());
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let world = runtime.block_on(async {
            let world = world::make(folder.path(), address.as_deref(), SHAPE).await.unwrap();
            keep_a_need(&world).await;
            world
        });
        drop(runtime);
        let instance =
            Self { folder, database: world.database, sink: Sink::start().unwrap(), _server: server };
        fs::set_permissions(instance.path("instance.key"), fs::Permissions::from_mode(0o600)).unwrap();
        // What its making left to do was done long ago.
        instance.sql("DELETE FROM job; DELETE FROM mail");
        instance
    }

    fn sqlite() -> Self {
        Self::on(None)
    }

    /// On each database that is to be had.
    fn both() -> Vec<Self> {
        let mut both = vec![Self::sqlite()];
        if Server::is_installed() {
            both.push(Self::on(Some(Server::start().unwrap())));
        } else {
            must_not_be_left_out("PostgreSQL");
        }
        both
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn address(&self) -> Address {
        let Ok(address) = self.database.parse();
        address
    }

    fn is_sqlite(&self) -> bool {
        matches!(self.address(), Address::Sqlite(_))
    }

    /// Runs SQL as it is.
    fn sql(&self, text: &str) {
        match self.address() {
            Address::Sqlite(path) => rusqlite::Connection::open(path).unwrap().execute_batch(text).unwrap(),
            Address::Postgres(url) => {
                postgres::Client::connect(&url, postgres::NoTls).unwrap().batch_execute(text).unwrap();
            }
        }
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mutua"));
        command.args(args).args(["--database", &self.database]).arg("--data").arg(self.folder.path());
        for name in ["MUTUA_INSTANCE_KEY", "MUTUA_CONFIG", "MUTUA_MAIL", "MUTUA_BASE_URL", "MUTUA_LISTEN"] {
            command.env_remove(name);
        }
        command
    }

    fn doctor(&self, more: &[&str]) -> Report {
        let mut args = vec!["doctor", "--format", "json"];
        args.extend(more);
        let setting = self.sink.setting();
        if !more.contains(&"--mail") {
            args.extend(["--mail", &setting]);
        }
        Report::of(&self.command(&args).output().unwrap())
    }

    fn chmod(&self, name: &str, mode: u32) {
        fs::set_permissions(self.path(name), fs::Permissions::from_mode(mode)).unwrap();
    }

    /// Whether the file of the database belongs to a file system that can be written.
    fn database_file(&self) -> PathBuf {
        let Address::Sqlite(path) = self.address() else { panic!("it isn't a file") };
        path
    }
}

async fn keep_a_need(world: &World) {
    let Ok(address) = world.database.parse::<Address>();
    let opened = tokio::task::spawn_blocking(move || Store::open(&address, &OpenOptions::default()).unwrap());
    let (clock, entropy) = (mutua_domain::Clock::system(), mutua_domain::Entropy::system());
    let key = InstanceKey::from_hex(&world.key).unwrap();
    let app = App::new(opened.await.unwrap(), clock, entropy, key, Settings::default());
    let input = NeedInput { words: Some("quiet".into()), kind: Some("moral".into()), ..NeedInput::default() };
    app.write(&Credential::Person(world.viewer), move |cx| needs::keep(cx, &input)).await.unwrap();
    app.write(&Credential::System, mutua_service::instance::check_key).await.unwrap();
}

#[expect(clippy::print_stderr, reason = "a test says what it left out")]
fn must_not_be_left_out(what: &str) {
    assert!(std::env::var_os("MUTUA_TEST_ALL").is_none(), "{what} isn't installed: run ./scripts/test");
    eprintln!("skipped: {what}");
}

/// What the doctor said.
struct Report {
    code: i32,
    whole: Value,
}

impl Report {
    fn of(output: &Output) -> Self {
        let text = String::from_utf8_lossy(&output.stdout);
        let whole = serde_json::from_str(&text)
            .unwrap_or_else(|error| panic!("{error}: {text}\n{}", String::from_utf8_lossy(&output.stderr)));
        Self { code: output.status.code().unwrap(), whole }
    }

    fn finding(&self, check: &str) -> &Value {
        let all = self.whole["findings"].as_array().unwrap();
        all.iter()
            .find(|finding| finding["check"] == check)
            .unwrap_or_else(|| panic!("no {check}: {}", self.whole))
    }

    /// One thing stands so, says this, and says what to do.
    fn must_say(&self, check: &str, standing: &str, text: &str) {
        let finding = self.finding(check);
        assert_eq!(finding["standing"], standing, "{}", self.whole);
        assert!(finding["found"].as_str().unwrap().contains(text), "{finding} lacks {text:?}");
        assert!(standing == "ok" || !finding["mend"].as_str().unwrap().is_empty(), "{finding}");
        let bad = standing == "bad";
        let expected = if bad { (1, false) } else { (0, true) };
        assert_eq!((self.code, self.whole["well"] == true), expected, "{}", self.whole);
    }

    fn must_be_well(&self) {
        assert_eq!(self.code, 0, "{}", self.whole);
        assert_eq!(self.whole["well"], true);
    }
}

#[test]
fn a_sound_instance_is_well_while_it_is_served_too() {
    for instance in Instance::both() {
        let alone = instance.doctor(&[]);
        alone.must_be_well();
        for check in
            ["settings", "address", "folder", "key", "database", "integrity", "schema", "clock", "key fits"]
        {
            alone.must_say(check, "ok", "");
        }
        alone.must_say("mail", "ok", "takes mail");
        assert_eq!(instance.sink.received().len(), 0, "nothing was sent");
        let at = free().unwrap();
        let mut serve = instance.command(&["serve", "--listen", &at.to_string()]);
        let server = Process::start(&mut serve).unwrap();
        let until = std::time::Instant::now() + Duration::from_secs(30);
        while std::net::TcpStream::connect(at).is_err() {
            assert!(std::time::Instant::now() < until, "the server isn't there");
            std::thread::sleep(Duration::from_millis(20));
        }
        instance.doctor(&[]).must_be_well();
        server.end_kindly(Duration::from_secs(20)).unwrap();
        let text = instance.command(&["doctor"]).output().unwrap();
        let text = String::from_utf8(text.stdout).unwrap();
        assert!(text.lines().count() > 10, "{text}");
        for line in text.lines() {
            assert!(["ok ", "warn ", "bad "].iter().any(|word| line.starts_with(word)), "{line}");
            assert!(line.starts_with("ok ") || line.contains(" -> "), "no way out: {line}");
        }
        assert!(!text.contains("bad "), "{text}");
    }
}

#[test]
fn a_place_that_is_not_there_yet_is_told_and_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("none");
    let output = Command::new(env!("CARGO_BIN_EXE_mutua"))
        .args(["doctor", "--format", "json", "--data"])
        .arg(&data)
        .output()
        .unwrap();
    let report = Report::of(&output);
    report.must_say("folder", "warn", "there is no folder");
    report.must_say("database", "warn", "there is nothing at");
    assert!(!data.exists(), "looking made it");
}

/// The database and what SQLite keeps beside it.
const BESIDE: [&str; 3] = ["mutua.db", "mutua.db-wal", "mutua.db-shm"];

#[test]
fn permissions_that_let_others_in_or_the_server_out_are_found() {
    let instance = Instance::sqlite();
    instance.chmod("instance.key", 0o644);
    instance.doctor(&[]).must_say("key", "bad", "others can read");
    instance.chmod("instance.key", 0o600);
    for (mode, text) in [(0o755, "others can look into"), (0o500, "can't be written by its owner")] {
        instance.chmod("", mode);
        instance.doctor(&[]).must_say("folder", "bad", text);
    }
    instance.chmod("", 0o700);
    instance.chmod("mutua.db", 0o400);
    instance.doctor(&[]).must_say("folder", "bad", "mutua.db can't be written");
    // SQLite gives what it keeps beside a database the database's mode; it may still be there.
    for name in BESIDE {
        if instance.path(name).exists() {
            instance.chmod(name, 0o600);
        }
    }
    fs::rename(instance.path("instance.key"), instance.path("elsewhere")).unwrap();
    instance.doctor(&[]).must_say("key", "warn", "there is no");
    fs::write(instance.path("instance.key"), "not a key").unwrap();
    instance.chmod("instance.key", 0o600);
    instance.doctor(&[]).must_say("key", "bad", "64 hexadecimal digits");
    fs::rename(instance.path("elsewhere"), instance.path("instance.key")).unwrap();
    instance.doctor(&[]).must_be_well();
}

#[test]
fn files_of_another_user_are_found() {
    let instance = Instance::sqlite();
    let me = fs::metadata(instance.folder.path()).unwrap().uid();
    if me != 0 {
        eprintln!("skipped: only root can give files away");
        return;
    }
    for (name, check) in [("instance.key", "key"), ("mutua.db", "folder")] {
        std::os::unix::fs::chown(instance.path(name), Some(4242), None).unwrap();
        let report = instance.doctor(&[]);
        report.must_say(check, "bad", if check == "key" { "belongs to user 4242" } else { "mutua.db" });
        // SQLite gives what it keeps beside a database to the database's owner; it may still be there.
        for file in BESIDE.iter().chain([&name]).map(|name| instance.path(name)) {
            if file.exists() {
                std::os::unix::fs::chown(file, Some(0), None).unwrap();
            }
        }
    }
    instance.doctor(&[]).must_be_well();
}

#[test]
fn settings_that_do_not_do_are_found() {
    let instance = Instance::sqlite();
    let file = instance.path("mutua.toml");
    fs::write(&file, "base_url = \"https://mutua.example.org\"\nmial = \"off\"\n").unwrap();
    instance.doctor(&[]).must_say("settings", "bad", "mial");
    fs::write(&file, "mail = \"smtps://user:secret-word@mail.example.org\"\n").unwrap();
    instance.chmod("mutua.toml", 0o644);
    let report = instance.doctor(&["--mail", "smtps://user:secret-word@127.0.0.1:9"]);
    report.must_say("settings", "bad", "everyone on this machine can read it");
    assert!(!report.whole.to_string().contains("secret-word"), "{}", report.whole);
    fs::remove_file(&file).unwrap();
    instance.doctor(&["--base-url", "http://mutua.example.org"]).must_say(
        "address",
        "bad",
        "isn't encrypted",
    );
    instance.doctor(&["--base-url", "http://192.168.1.7:7373"]).must_say(
        "address",
        "warn",
        "isn't encrypted",
    );
    let behind = ["--base-url", "https://mutua.example.org"];
    instance.doctor(&behind).must_say("address", "ok", "https");
    let open = instance.doctor(&[&behind[..], &["--listen", "0.0.0.0:7373"]].concat());
    open.must_say("listen", "warn", "past the proxy");
}

/// The same checks before a start, without looking at anything else; and no secret is printed.
#[test]
fn serve_check_prints_the_settings_and_what_is_wrong_with_them() {
    let instance = Instance::sqlite();
    let check = |more: &[&str]| {
        let mut args = vec!["serve", "--check", "--mail", "smtps://user:secret-word@mail.example.org"];
        args.extend(more);
        let output = instance.command(&args).output().unwrap();
        let both =
            [output.stdout.clone(), output.stderr.clone()].map(|text| String::from_utf8(text).unwrap());
        assert!(!both.concat().contains("secret-word"), "{both:?}");
        (output.status.code().unwrap(), both)
    };
    let (code, [settings, said]) = check(&["--base-url", "https://mutua.example.org"]);
    assert!(
        code == 0 && said.is_empty() && settings.contains("https://mutua.example.org"),
        "{settings}{said}"
    );
    let (code, [settings, said]) = check(&["--base-url", "http://mutua.example.org"]);
    assert!(code == 1 && said.starts_with("bad "), "{said}");
    assert!(settings.contains("http://mutua.example.org"), "{settings}");
    assert_eq!(check(&["--base-url", "mutua.example.org"]).0, 1, "it can't be read at all");
}

#[test]
fn a_database_that_is_away_or_held_is_found() {
    let instance = Instance::sqlite();
    let gone = format!("postgres://mutua@{}/none", free().unwrap());
    let mut command = Command::new(env!("CARGO_BIN_EXE_mutua"));
    command.args(["doctor", "--format", "json", "--database", &gone, "--data"]).arg(instance.folder.path());
    Report::of(&command.output().unwrap()).must_say("database", "bad", "can't be reached");
    let held = rusqlite::Connection::open(instance.database_file()).unwrap();
    held.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; DELETE FROM job").unwrap();
    instance.doctor(&[]).must_say("database", "bad", "locked");
    drop(held);
    instance.doctor(&[]).must_be_well();
}

#[test]
fn damage_is_found() {
    for damage in [damaged_inside as fn(&Path), cut_short, no_database] {
        let instance = Instance::sqlite();
        damage(&instance.database_file());
        let report = instance.doctor(&[]);
        report.must_say("integrity", "bad", "is damaged");
    }
}

/// Writes nonsense over pages in the middle.
fn damaged_inside(file: &Path) {
    let mut bytes = fs::read(file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 20_000].fill(0x5a);
    fs::write(file, bytes).unwrap();
}

fn cut_short(file: &Path) {
    let bytes = fs::read(file).unwrap();
    fs::write(file, &bytes[..bytes.len() / 2]).unwrap();
}

fn no_database(file: &Path) {
    fs::write(file, "these are words, and no database. ".repeat(400)).unwrap();
}

#[test]
fn another_version_of_the_schema_is_found_and_left_as_it_is() {
    for instance in Instance::both() {
        let last = "SELECT version FROM refinery_schema_history ORDER BY version DESC LIMIT 1";
        instance.sql(&format!("DELETE FROM refinery_schema_history WHERE version = ({last})"));
        let older = instance.doctor(&[]);
        older.must_say("schema", "warn", "this program needs");
        assert_eq!(instance.doctor(&[]).finding("schema"), older.finding("schema"), "looking migrated it");
        instance.sql("INSERT INTO refinery_schema_history (version, name, applied_on, checksum) VALUES (9999, 'x', '', '0')");
        instance.doctor(&[]).must_say("schema", "bad", "version 9999, made by a newer program");
    }
}

#[test]
fn a_journal_that_is_not_the_one_that_is_safe_is_found() {
    let instance = Instance::sqlite();
    instance.sql("PRAGMA journal_mode = DELETE");
    instance.doctor(&[]).must_say("database", "warn", "the journal is delete");
}

#[test]
fn a_postgres_that_may_lose_what_it_acknowledged_is_found() {
    // The one that ./scripts/with-postgres starts has durability off.
    let Some(database) = mutua_storage::testing::postgres() else {
        return must_not_be_left_out("PostgreSQL's test server");
    };
    let Address::Postgres(url) = &database.address else { panic!("it is PostgreSQL") };
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_mutua"));
    command.args(["doctor", "--format", "json", "--database", url, "--data"]).arg(folder.path());
    Report::of(&command.output().unwrap()).must_say("database", "bad", "fsync is off");
}

#[test]
fn a_key_that_is_not_this_databases_is_found() {
    for instance in Instance::both() {
        let right = fs::read_to_string(instance.path("instance.key")).unwrap();
        fs::write(instance.path("instance.key"), "ab".repeat(32)).unwrap();
        instance.doctor(&[]).must_say("key fits", "bad", "another instance key");
        // Without its mark it is still known by the keys of persons.
        instance.sql("DELETE FROM setting");
        instance.doctor(&[]).must_say("key fits", "bad", "another instance key");
        fs::write(instance.path("instance.key"), right).unwrap();
        instance.doctor(&[]).must_say("key fits", "ok", "");
    }
}

#[test]
fn a_clock_that_went_back_is_found() {
    for instance in Instance::both() {
        let id = if instance.is_sqlite() { format!("x'{FAR_AHEAD}'") } else { format!("'{FAR_AHEAD}'") };
        instance.sql(&format!(
            "INSERT INTO job (id, kind, subject_id, run_at, attempts) VALUES ({id}, 'tidy', {id}, 99999999999999999, 0)"
        ));
        instance.doctor(&[]).must_say("clock", "bad", "the clock went back");
    }
}

#[test]
fn a_disk_that_is_nearly_full_is_found() {
    let place = tempfile::tempdir().unwrap();
    let mount = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=16m,mode=700", "tmpfs"])
        .arg(place.path())
        .output();
    if !mount.is_ok_and(|mounted| mounted.status.success()) {
        eprintln!("skipped: a small disk can't be mounted here");
        return;
    }
    let mounted = Mounted(place.path().to_owned());
    let mut command = Command::new(env!("CARGO_BIN_EXE_mutua"));
    let output = command.args(["doctor", "--format", "json", "--data"]).arg(&mounted.0).output().unwrap();
    Report::of(&output).must_say("disk", "bad", "MB free");
}

/// A mount that ends with this value.
struct Mounted(PathBuf);

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_mail_server_that_does_not_do_is_found() {
    let instance = Instance::sqlite();
    let nobody = format!("smtp://{}", free().unwrap());
    instance.doctor(&["--mail", &nobody]).must_say("mail", "bad", "refused the connection");
    let bare = format!("{}?tls=required", instance.sink.setting());
    instance.doctor(&["--mail", &bare]).must_say("mail", "bad", "offers no encryption");
    let login = instance.sink.setting().replace("smtp://", "smtp://user:secret-word@");
    let report = instance.doctor(&["--mail", &login]);
    report.must_say("mail", "bad", "sign in");
    assert!(!report.whole.to_string().contains("secret-word"));
    fs::write(instance.path("file"), "").unwrap();
    let folder = format!("file:{}", instance.path("file").join("mail").display());
    instance.doctor(&["--mail", &folder]).must_say("mail", "bad", "mail folder");
    instance.doctor(&["--mail", "off"]).must_say("mail", "warn", "off");
    assert_eq!(instance.sink.received().len(), 0, "nothing was sent");
}

#[test]
fn work_that_is_stuck_and_mails_that_were_given_up_are_found() {
    for instance in Instance::both() {
        let id = |n: u8| {
            let hex = format!("0195{:028x}", n);
            if instance.is_sqlite() { format!("x'{hex}'") } else { format!("'{hex}'") }
        };
        let job = |n: u8, values: &str| {
            let (id, columns) = (id(n), "id, kind, subject_id, run_at, attempts, failed_at, error");
            instance.sql(&format!("INSERT INTO job ({columns}) VALUES ({id}, 'digest', {id}, {values})"));
        };
        let mail = |n: u8, state: &str| {
            let columns = "id, person_id, kind, address, subject, plain, html, state, created_at";
            let id = id(n);
            instance.sql(&format!(
                "INSERT INTO mail ({columns}) VALUES ({id}, {id}, 'x', 'ana-zq@example.org', 'zq', 'zq', 'zq', '{state}', 1)"
            ));
        };
        job(1, "1, 8, 2, 'too much at once'");
        instance.doctor(&[]).must_say("jobs", "warn", "1 digest (too much at once)");
        mail(2, "failed");
        instance.doctor(&[]).must_say("mails", "warn", "1 were given up");
        mail(3, "waiting");
        instance.doctor(&[]).must_say("mails", "warn", "1 wait, the oldest for");
        job(4, "1, 0, NULL, NULL");
        let report = instance.doctor(&[]);
        report.must_say("jobs", "bad", "nobody works");
        assert!(!report.whole.to_string().contains("zq"), "words or addresses of people: {}", report.whole);
    }
}

#[test]
fn it_knows_when_the_last_backup_was_taken() {
    for instance in Instance::both() {
        instance.doctor(&[]).must_say("backup", "warn", "none is known of");
        let file = instance.path("backup.db");
        let taken = instance.command(&["backup", file.to_str().unwrap()]).output().unwrap();
        assert!(taken.status.success(), "{}", String::from_utf8_lossy(&taken.stderr));
        instance.doctor(&[]).must_say("backup", "ok", "0 hours old");
        instance.sql("UPDATE setting SET value = '2025-01-01T00:00:00Z' WHERE name = 'last backup'");
        instance.doctor(&[]).must_say("backup", "warn", "days old");
    }
}
