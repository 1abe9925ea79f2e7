//! The static files, compiled in. Their address carries a hash of them all, so browsers keep them for good.

use std::sync::OnceLock;

use axum::{
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use sha2::{Digest, Sha256};

macro_rules! files {
    ($($path:literal),+ $(,)?) => { &[$(($path, include_bytes!(concat!("../static/", $path)) as &[u8])),+] };
}

static FILES: &[(&str, &[u8])] = files![
    "app.css",
    "app.js",
    "icons.svg",
    "favicon.svg",
    "logo.svg",
    "vendor/htmx.js",
    "vendor/htmx.LICENSE.txt"
];

/// A hash of all files.
pub fn version() -> &'static str {
    static VERSION: OnceLock<String> = OnceLock::new();
    VERSION.get_or_init(|| {
        let mut hash = Sha256::new();
        for (path, bytes) in FILES {
            hash.update(path.as_bytes());
            hash.update(bytes);
        }
        hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
    })
}

/// The address of a file, with its version. Pages name some of them dozens of times.
pub fn address(path: &str) -> &'static str {
    static ADDRESSES: OnceLock<Vec<(&'static str, String)>> = OnceLock::new();
    let all = ADDRESSES.get_or_init(|| {
        FILES.iter().map(|(name, _)| (*name, format!("/static/{}/{name}", version()))).collect()
    });
    all.iter().find(|(name, _)| *name == path).map_or("/static/none", |(_, address)| address)
}

fn file(path: &str, cache: &'static str) -> Response {
    match FILES.iter().find(|(name, _)| *name == path) {
        Some((name, bytes)) => {
            let kind = mime_guess::from_path(name).first_or_octet_stream().to_string();
            let kind = if kind.starts_with("text/") { format!("{kind}; charset=utf-8") } else { kind };
            ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, cache.to_owned())], *bytes)
                .into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// A file, by its address with the version or without. A version that isn't this one is a page's that was opened
/// before an upgrade: it gets today's file, but doesn't keep it.
pub async fn serve(Path(asked): Path<String>) -> Response {
    let versioned = asked.strip_prefix(version()).and_then(|rest| rest.strip_prefix('/'));
    if let Some(path) = versioned {
        return file(path, "public, max-age=31536000, immutable");
    }
    let known = FILES.iter().any(|(name, _)| *name == asked);
    let path = if known { &asked } else { asked.split_once('/').map_or(asked.as_str(), |(_, rest)| rest) };
    file(path, "public, max-age=300")
}
