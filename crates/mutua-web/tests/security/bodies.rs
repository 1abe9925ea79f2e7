//! Bodies that are too much, too deep, or something else than they should be; methods that aren't taken.

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};

use crate::{Full, everywhere, of, send, session, site, street, support::Site};

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

/// A person's cookie and token.
async fn keys(site: &Site) -> (String, String) {
    let (ana, ..) = street(site).await;
    let name = mutua_domain::text::Name::parse("test").unwrap();
    let token =
        site.t.act(None, move |cx| mutua_service::tokens::issue(cx, ana, &name, None)).await.unwrap().1;
    (session(site, ana).await, token)
}

async fn call(site: &Site, token: &str, (method, path): (&str, &str), kind: &str, body: Body) -> Full {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::CONTENT_TYPE, kind);
    send(site, request.body(body).unwrap()).await
}

/// The body in pieces, so that no header says how long it is.
fn in_pieces(text: String) -> Body {
    let pieces: Vec<Result<String, std::io::Error>> =
        text.as_bytes().chunks(1000).map(|piece| Ok(String::from_utf8_lossy(piece).into_owned())).collect();
    Body::from_stream(tokio_stream::iter(pieces))
}

/// Addresses of the API that read a body: those that answer to one that is no JSON with what is wrong with it.
async fn readers(site: &Site, token: &str) -> Vec<(String, String)> {
    let mut readers = Vec::new();
    for (method, path) in everywhere().1 {
        if matches!(method.as_str(), "POST" | "PATCH") {
            let answer = call(site, token, (&method, &path), JSON, Body::from("{")).await;
            if answer.status == StatusCode::BAD_REQUEST {
                readers.push((method, path));
            }
        }
    }
    assert!(readers.len() > 25, "only {} read a body", readers.len());
    readers
}

#[tokio::test]
async fn the_api_takes_json_of_a_size_and_depth_and_says_so_otherwise() {
    let site = site();
    let (_, token) = keys(&site).await;
    let deep = |open: &str, close: &str, n: usize| open.repeat(n) + &close.repeat(n);
    for (method, path) in readers(&site, &token).await {
        let to = (method.as_str(), path.as_str());
        let place = format!("{method} {path}");
        let big = format!("{{\"title\":\"{}\"}}", "a".repeat(300 * 1024));
        for body in [Body::from(big.clone()), in_pieces(big)] {
            let answer = call(&site, &token, to, JSON, body).await;
            assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{place}");
            assert_eq!(answer.header("content-type"), "application/problem+json", "{place}");
        }
        for body in [
            deep("[", "]", 100_000),
            deep("{\"a\":", "}", 20_000),
            "\u{0}".into(),
            "nul".into(),
            "[1,2]".into(),
            "{\"title\":".into(),
        ] {
            let answer = call(&site, &token, to, JSON, Body::from(body)).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{place}: {}", answer.text);
        }
        let broken = call(&site, &token, to, JSON, Body::from(vec![b'"', 0xff, 0xfe, b'"'])).await;
        assert_eq!(broken.status, StatusCode::BAD_REQUEST, "{place}");
        for kind in ["text/plain", FORM, "application/xml", ""] {
            let answer = call(&site, &token, to, kind, Body::from("{}")).await;
            assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{place} with {kind:?}");
        }
        let answer = call(&site, &token, to, "application/json; charset=utf-8", Body::from("{")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{place}: it is JSON, and broken");
        let answer = call(&site, "nobodys", to, JSON, Body::from("{")).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{place}: nobody is told what is wrong with it");
    }
}

#[tokio::test]
async fn pages_take_forms_of_a_size_and_say_so_otherwise() {
    let site = site();
    let (cookie, _) = keys(&site).await;
    let send_to = |path: &'static str, kind: &'static str, body: Body| {
        send(&site, of(&cookie, "POST", path).header(header::CONTENT_TYPE, kind).body(body).unwrap())
    };
    for path in ["/asks", "/needs", "/circles", "/me", "/offers", "/me/tokens", "/me/password"] {
        let big = format!("title={}", "a".repeat(300 * 1024));
        for body in [Body::from(big.clone()), in_pieces(big)] {
            let answer = send_to(path, FORM, body).await;
            assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
            assert!(answer.text.contains("more than fits"), "{path}: {}", answer.text);
        }
        for (kind, body) in
            [(JSON, "{\"title\":\"x\"}"), ("text/plain", "title=x"), ("multipart/form-data", "x")]
        {
            let answer = send_to(path, kind, Body::from(body)).await;
            assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{path} with {kind}");
        }
        for body in [vec![0xff, 0xfe], b"title=%ff%fe".to_vec(), b"&&&===%%%".to_vec(), vec![0; 1000]] {
            let answer = send_to(path, FORM, Body::from(body)).await;
            assert!(!answer.status.is_server_error(), "{path}: {}", answer.status);
        }
        let many = "x=1&".repeat(50_000);
        assert!(!send_to(path, FORM, Body::from(many)).await.status.is_server_error(), "{path}");
    }
}

#[tokio::test]
async fn a_method_that_is_not_taken_is_told_in_a_way_that_its_reader_understands() {
    let site = site();
    let (cookie, token) = keys(&site).await;
    for (method, path) in [("DELETE", "/asks"), ("PUT", "/needs"), ("PATCH", "/me"), ("GET", "/sign-out")] {
        let answer = send(&site, of(&cookie, method, path).body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
        assert!(answer.header("content-type").starts_with("text/html"), "{method} {path}");
        assert!(!answer.header("allow").is_empty(), "{method} {path}");
    }
    for (method, path) in
        [("PUT", "/api/v1/asks"), ("DELETE", "/api/v1/circles"), ("GET", "/api/v1/invitations/accept")]
    {
        let answer = call(&site, &token, (method, path), JSON, Body::empty()).await;
        assert!(answer.status.is_client_error(), "{method} {path}: {}", answer.status);
        assert_eq!(answer.header("content-type"), "application/problem+json", "{method} {path}");
    }
    // An id that is none: an answer with a face, whoever reads it.
    let answer = send(&site, of(&cookie, "GET", "/asks/'--").body(Body::empty()).unwrap()).await;
    assert!(answer.status.is_client_error() && answer.text.contains("</html>"), "{}", answer.text);
    let answer = call(&site, &token, ("GET", "/api/v1/asks/'--"), JSON, Body::empty()).await;
    assert_eq!(answer.header("content-type"), "application/problem+json", "{}", answer.text);
}
