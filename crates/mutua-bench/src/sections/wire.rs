//! What a browser fetches when it opens the circle page for the first time.

use crate::{
    http::{Connection, Request},
    report::{Figure, Limit},
    sections::Hosted,
    world,
};

/// What a browser says that it takes.
const ENCODINGS: &str = "gzip, deflate, br, zstd";

/// On SQLite.
///
/// # Errors
/// Where the server fails.
pub fn run() -> anyhow::Result<Vec<Figure>> {
    let hosted = Hosted::start(world::USUAL, None)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(fetch(&hosted))
}

async fn fetch(hosted: &Hosted) -> anyhow::Result<Vec<Figure>> {
    let mut connection = Connection::open(hosted.ports.real).await?;
    let cookie = hosted.world.cookie();
    let plain = Request::get(&hosted.world.page(), &[("cookie", &cookie)]);
    let reply = connection.exchange(&plain).await?;
    let html = String::from_utf8_lossy(reply.body).into_owned();
    let packed = Request::get(&hosted.world.page(), &[("cookie", &cookie), ("accept-encoding", ENCODINGS)]);
    let reply = connection.exchange(&packed).await?;
    let mut total = reply.wire;
    let mut figures = vec![bytes("the page", reply.wire, reply.header("content-encoding"), Limit::None)];
    let mut faults = 0;
    for path in assets(&html) {
        let request = Request::get(&path, &[("accept-encoding", ENCODINGS)]);
        let reply = connection.exchange(&request).await?;
        let encoding = reply.header("content-encoding");
        let kept = reply.header("cache-control").is_some_and(|text| text.contains("immutable"));
        if reply.status != 200 || !kept || (encoding.is_none() && reply.body.len() > 1024) {
            crate::say(&format!("{path}: {}", reply.head));
            faults += 1;
        }
        total += reply.wire;
        let name = path.splitn(4, '/').last().unwrap_or(&path).to_owned();
        figures.push(bytes(&name, reply.wire, encoding, Limit::None));
    }
    figures.insert(
        0,
        bytes("first load of the circle page, all included", total, None, Limit::AtMost(60_000.0)),
    );
    let what = "static files that aren't compressed, or not kept for good by browsers";
    figures.insert(1, Figure::of(what, "", &[f64::from(faults)], Limit::AtMost(0.0)));
    Ok(figures)
}

fn bytes(what: &str, count: usize, encoding: Option<&str>, limit: Limit) -> Figure {
    let what = encoding.map_or_else(|| what.to_owned(), |encoding| format!("{what} ({encoding})"));
    #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
    Figure::of(what, "bytes on the wire", &[count as f64], limit)
}

/// The static files that a page names, each once.
fn assets(html: &str) -> Vec<String> {
    let mut paths: Vec<String> = html
        .split('"')
        .filter(|text| text.starts_with("/static/"))
        .map(|text| text.split('#').next().unwrap_or(text).to_owned())
        .collect();
    paths.sort();
    paths.dedup();
    paths
}

#[cfg(test)]
mod tests {
    #[test]
    fn each_file_of_a_page_is_fetched_once() {
        let html = r##"<link href="/static/1/a.css"><use href="/static/1/i.svg#x"/><use href="/static/1/i.svg#y"/>
            <a href="/circles">"##;
        assert_eq!(super::assets(html), ["/static/1/a.css", "/static/1/i.svg"]);
    }
}
