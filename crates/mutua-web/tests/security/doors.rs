//! Clients that are slow, many, packed or too talkative, over real sockets where it takes one.

use std::{net::SocketAddr, time::Duration};

use axum::{
    Router,
    body::{Body, Bytes},
    http::{Request, StatusCode, header},
    routing::get,
};
use mutua_web::{
    Limits, Proxies, Web,
    server::{self, Door},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::watch,
    time::timeout,
};
use tokio_stream::StreamExt;

use crate::{of, send, session, site, street, support::Site};

/// Longer than anything here takes, and an end to what would take for ever.
const PATIENCE: Duration = Duration::from_secs(20);
const SHORT: Duration = Duration::from_millis(300);

/// A server on a port of its own, until this value goes.
struct Served {
    at: SocketAddr,
    site: Site,
    tell: watch::Sender<bool>,
    done: tokio::task::JoinHandle<()>,
}

async fn serve(door: Door, proxies: &str) -> Served {
    let site = site();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    let (tell, told) = watch::channel(false);
    let proxies: Proxies = proxies.parse().unwrap();
    let web = Web::new(site.t.app.clone()).limited(Limits::Off).behind(proxies).measured();
    let figures = mutua_web::metrics::router(web.clone());
    let router = mutua_web::router(web.clone()).merge(large());
    let done = tokio::spawn(async move { server::serve(listener, &web, router, door, told).await });
    Served { at, site: Site { figures, ..site }, tell, done }
}

/// More than the buffers of a system hold.
fn large() -> Router {
    let much = Bytes::from(vec![b'x'; 64 << 20]);
    Router::new().route("/large", get(move || async move { much }))
}

impl Served {
    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.at).await.unwrap()
    }

    async fn figure(&self, name: &str) -> String {
        let request = Request::get("/metrics").body(Body::empty()).unwrap();
        let response = tower::ServiceExt::oneshot(self.site.figures.clone(), request).await.unwrap();
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
        let text = String::from_utf8_lossy(&bytes);
        let line = text.lines().find(|line| line.starts_with(&format!("{name} "))).unwrap_or_default();
        line.rsplit(' ').next().unwrap_or_default().to_owned()
    }
}

/// Everything that comes until the other side ends.
async fn rest(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    // A reset is an end too.
    let _ = timeout(PATIENCE, stream.read_to_end(&mut bytes)).await.expect("the other side ends it");
    String::from_utf8_lossy(&bytes).into_owned()
}

async fn asks(stream: &mut TcpStream, text: &str) -> String {
    stream.write_all(text.as_bytes()).await.unwrap();
    let mut bytes = vec![0; 64 * 1024];
    let read = timeout(PATIENCE, stream.read(&mut bytes)).await.expect("an answer").unwrap();
    String::from_utf8_lossy(&bytes[..read]).into_owned()
}

const ALIVE: &str = "GET /health HTTP/1.1\r\nhost: x\r\n\r\n";

fn quick() -> Door {
    Door { head: SHORT, unread: SHORT, ..Door::default() }
}

#[tokio::test]
async fn a_head_that_never_ends_is_not_waited_for() {
    let served = serve(quick(), "none").await;
    for beginning in ["", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nhost: x\r\nx-slow: "] {
        let mut stream = served.connect().await;
        stream.write_all(beginning.as_bytes()).await.unwrap();
        let answer = rest(&mut stream).await;
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 408"), "{answer}");
    }
    // One that drips a byte now and then gains nothing by it.
    let mut stream = served.connect().await;
    let (mut from, mut to) = stream.split();
    let drip = async {
        while to.write_all(b"G").await.is_ok() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let mut bytes = Vec::new();
    tokio::select! {
        () = drip => {}
        ended = timeout(PATIENCE, from.read_to_end(&mut bytes)) => drop(ended.expect("the other side ends it")),
    }
    assert!(asks(&mut served.connect().await, ALIVE).await.starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn a_head_that_is_too_long_is_refused() {
    let served = serve(Door::default(), "none").await;
    let long = format!("GET / HTTP/1.1\r\nhost: x\r\nx-long: {}\r\n\r\n", "a".repeat(300 * 1024));
    let many: String = (0..200).map(|n| format!("x-{n}: 1\r\n")).collect();
    let many = format!("GET / HTTP/1.1\r\nhost: x\r\n{many}\r\n");
    let address = format!("GET /{} HTTP/1.1\r\nhost: x\r\n\r\n", "a".repeat(100 * 1024));
    for text in [long, many, address] {
        let mut stream = served.connect().await;
        let _ = stream.write_all(text.as_bytes()).await;
        let answer = rest(&mut stream).await;
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer}");
    }
    assert!(asks(&mut served.connect().await, ALIVE).await.starts_with("HTTP/1.1 200"));
}

/// Through a proxy everyone comes from one address: who finds no place waits until one ends.
#[tokio::test]
async fn very_many_connections_wait_for_their_turn() {
    let served = serve(Door { connections: 4, ..quick() }, "127.0.0.1").await;
    let mut idle = Vec::new();
    for _ in 0..4 {
        idle.push(served.connect().await);
    }
    // The system takes it in; it is answered once the idle ones were let go.
    let mut fifth = served.connect().await;
    assert!(asks(&mut fifth, ALIVE).await.starts_with("HTTP/1.1 200"));
    for mut stream in idle {
        rest(&mut stream).await;
    }
}

#[tokio::test]
async fn one_address_does_not_take_all_places() {
    let served = serve(Door { connections: 4, ..Door::default() }, "none").await;
    let mut kept = [served.connect().await, served.connect().await];
    for stream in &mut kept {
        assert!(asks(stream, ALIVE).await.starts_with("HTTP/1.1 200"));
    }
    let mut third = served.connect().await;
    assert_eq!(rest(&mut third).await, "", "it is turned away at once");
    assert_eq!(served.figure("mutua_connections_turned_away_total").await, "1");
    assert_eq!(served.figure("mutua_connections").await, "2");
    drop(kept);
    let until = std::time::Instant::now() + PATIENCE;
    while served.figure("mutua_connections").await != "0" {
        assert!(std::time::Instant::now() < until, "places aren't given back");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert!(asks(&mut served.connect().await, ALIVE).await.starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn an_answer_that_nobody_reads_is_given_up() {
    let served = serve(quick(), "none").await;
    let mut stream = served.connect().await;
    stream.write_all(b"GET /large HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
    let until = std::time::Instant::now() + PATIENCE;
    let mut seen = false;
    loop {
        let open = served.figure("mutua_connections").await;
        seen |= open == "1";
        if seen && open == "0" {
            break;
        }
        assert!(std::time::Instant::now() < until, "it holds its place for ever");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn told_to_end_it_finishes_what_is_under_way() {
    let served = serve(Door::default(), "none").await;
    let mut stream = served.connect().await;
    stream.write_all(b"POST /sign-in HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 18\r\n\r\nemail=a").await.unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    served.tell.send(true).unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    stream.write_all(b"&password=x").await.unwrap();
    let answer = rest(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 422"), "{answer}");
    timeout(PATIENCE, served.done).await.expect("it ends").unwrap();
    assert!(TcpStream::connect(served.at).await.is_err(), "nobody is taken any more");
}

/// A body of which something comes and the rest never does.
fn endless() -> Body {
    let begins = tokio_stream::once(Ok::<_, std::io::Error>("title=A"));
    Body::from_stream(begins.chain(tokio_stream::pending()))
}

/// The clock of the runtime stands still and is moved ahead wherever everyone waits.
#[tokio::test(start_paused = true)]
async fn a_body_that_never_ends_is_not_waited_for() {
    let site = site();
    let (ana, ..) = street(&site).await;
    let cookie = session(&site, ana).await;
    let form = "application/x-www-form-urlencoded";
    for path in ["/asks", "/sign-in", "/team/import"] {
        let kind = if path == "/team/import" { "multipart/form-data; boundary=x" } else { form };
        let request = of(&cookie, "POST", path).header(header::CONTENT_TYPE, kind).body(endless()).unwrap();
        let answer = send(&site, request).await;
        assert_eq!(answer.status, StatusCode::REQUEST_TIMEOUT, "{path}: {}", answer.text);
        assert!(answer.header("content-type").starts_with("text/html"), "{path}");
        assert_eq!(answer.header("connection"), "close", "{path}");
    }
    let request = Request::post("/api/v1/asks")
        .header(header::AUTHORIZATION, "Bearer x")
        .header(header::CONTENT_TYPE, "application/json")
        .body(endless())
        .unwrap();
    let answer = send(&site, request).await;
    assert_eq!(answer.status, StatusCode::REQUEST_TIMEOUT, "{}", answer.text);
    assert_eq!(answer.header("content-type"), "application/problem+json");
}

/// A few bytes can unpack to gigabytes: nothing is ever unpacked.
#[tokio::test]
async fn packed_bodies_are_refused() {
    let site = site();
    let (ana, ..) = street(&site).await;
    let cookie = session(&site, ana).await;
    for coding in ["gzip", "deflate", "br", "zstd", "x-gzip", "identity, gzip", "GZIP"] {
        let request = of(&cookie, "POST", "/asks")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::CONTENT_ENCODING, coding)
            .body(Body::from("title=A+lift&kind=practical"))
            .unwrap();
        let answer = send(&site, request).await;
        assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{coding}");
        assert!(answer.text.contains("compressed"), "{coding}: {}", answer.text);
        let request = Request::post("/api/v1/asks")
            .header(header::AUTHORIZATION, "Bearer x")
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::CONTENT_ENCODING, coding)
            .body(Body::from("{}"))
            .unwrap();
        let answer = send(&site, request).await;
        assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{coding}");
        assert_eq!(answer.header("content-type"), "application/problem+json");
    }
    let request = of(&cookie, "POST", "/sign-in")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::CONTENT_ENCODING, "identity")
        .body(Body::from("email=a&password=b"))
        .unwrap();
    assert_eq!(send(&site, request).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

/// Each open page that follows changes holds a connection.
#[tokio::test]
async fn one_person_does_not_follow_with_very_many_pages() {
    let site = site();
    let (ana, ben, circle) = street(&site).await;
    let cookie = session(&site, ana).await;
    let path = format!("/live?topics=circle-{circle}");
    let follow = |cookie: String| {
        let request = of(&cookie, "GET", &path).body(Body::empty()).unwrap();
        let router = site.router.clone();
        async move { tower::ServiceExt::oneshot(router, request).await.unwrap() }
    };
    let mut open = Vec::new();
    for _ in 0..24 {
        let response = follow(cookie.clone()).await;
        assert_eq!(response.status(), StatusCode::OK);
        open.push(response);
    }
    let more = follow(cookie.clone()).await;
    assert_eq!(more.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(more.headers().contains_key(header::RETRY_AFTER));
    assert_eq!(follow(session(&site, ben).await).await.status(), StatusCode::OK);
    open.pop();
    assert_eq!(follow(cookie).await.status(), StatusCode::OK, "a page that was closed gives its place back");
}
