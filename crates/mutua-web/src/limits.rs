//! How much may be asked in how short a time, by whom and from where: before every handler, for pages and API alike.
//!
//! What guessing is worth the trouble at (passwords, mailed links) is counted by the service where it happens; tokens and
//! secret links that are no good are counted here, by their answer. To add a limit to an address: a line in [`RULES`].

use axum::{
    extract::{ConnectInfo, MatchedPath, Request, State},
    http::{Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use mutua_service::{
    Credential, Error,
    throttle::{self, BAD_TOKENS_FROM_ADDRESS, Limit},
};

use crate::{api, error::WebError, state::Web, visitor};

/// What is limited for each person or each network address, besides requests of any sort.
const RULES: &[Rule] = &[
    Rule { method: &Method::GET, route: "/me/export", limit: throttle::EXPORTS, of: Of::Person },
    Rule { method: &Method::GET, route: "/api/v1/me/export", limit: throttle::EXPORTS, of: Of::Person },
    Rule { method: &Method::POST, route: "/asks/{id}/messages", limit: throttle::MESSAGES, of: Of::Person },
    Rule {
        method: &Method::POST,
        route: "/api/v1/asks/{id}/messages",
        limit: throttle::MESSAGES,
        of: Of::Person,
    },
    Rule {
        method: &Method::POST,
        route: "/circles/{id}/invitations",
        limit: throttle::INVITATIONS,
        of: Of::Person,
    },
    Rule {
        method: &Method::POST,
        route: "/api/v1/invitations",
        limit: throttle::INVITATIONS,
        of: Of::Person,
    },
    Rule { method: &Method::POST, route: "/team/import", limit: throttle::UPLOADS, of: Of::Person },
    Rule {
        method: &Method::POST,
        route: "/sign-in/mail",
        limit: throttle::MAILED_LINKS_FROM_ADDRESS,
        of: Of::Address,
    },
];

struct Rule {
    method: &'static Method,
    route: &'static str,
    limit: Limit,
    of: Of,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Person,
    Address,
}

/// The limits on use. Those on guessing stand whatever is set here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Limits {
    /// As they are.
    #[default]
    Usual,
    /// So many times as wide: for a campus behind one address.
    Wider(usize),
    /// None: for measuring, and for a demo.
    Off,
}

impl std::str::FromStr for Limits {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match (text, text.parse::<usize>()) {
            ("usual", _) | (_, Ok(1)) => Ok(Self::Usual),
            ("off", _) => Ok(Self::Off),
            (_, Ok(times @ 2..=1000)) => Ok(Self::Wider(times)),
            _ => Err(format!("{text:?}: say usual, off, or how many times as wide, such as 5")),
        }
    }
}

impl std::fmt::Display for Limits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Usual => f.write_str("usual"),
            Self::Wider(times) => write!(f, "{times} times as wide"),
            Self::Off => f.write_str("off"),
        }
    }
}

impl Limits {
    const fn of(self, limit: Limit) -> Option<Limit> {
        match self {
            Self::Usual => Some(limit),
            Self::Wider(times) => Some(limit.widened(times)),
            Self::Off => None,
        }
    }
}

/// Who asks, as far as it is known without the database.
struct Asker {
    /// The network that they ask from.
    network: Option<String>,
    /// What they show.
    credential: Credential,
    /// Whether it is a token.
    with_token: bool,
    route: String,
    method: Method,
    searches: bool,
}

impl Asker {
    fn of(web: &Web, request: &Request) -> Self {
        let headers = request.headers();
        let peer = request.extensions().get::<ConnectInfo<std::net::SocketAddr>>();
        let address = peer.and_then(|peer| web.proxies.client(peer.0.ip(), headers));
        let token = api::bearer(headers);
        let with_token = token.is_some();
        let credential = token.map_or_else(|| visitor::credential(headers, web.https), Credential::Token);
        let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
        let query = request.uri().query().unwrap_or_default();
        Self {
            network: address.map(throttle::network),
            credential,
            with_token,
            route: route.unwrap_or_default(),
            method: request.method().clone(),
            searches: query
                .split('&')
                .any(|part| part.strip_prefix("q=").is_some_and(|words| !words.is_empty())),
        }
    }

    /// What they show, as it is counted.
    fn shown(&self) -> Option<&str> {
        match &self.credential {
            Credential::Session(secret) | Credential::Token(secret) => Some(secret),
            _ => None,
        }
    }

    /// Whether the address itself is the proof of who may use it.
    fn has_secret(&self) -> bool {
        self.route.contains("{secret}") || self.route.contains("{token}")
    }

    fn rules(&self) -> impl Iterator<Item = (Limit, Of)> {
        let search =
            (self.searches && self.method == Method::GET).then_some((throttle::SEARCHES, Of::Person));
        RULES
            .iter()
            .filter(|rule| *rule.method == self.method && rule.route == self.route)
            .map(|rule| (rule.limit, rule.of))
            .chain(search)
    }
}

/// Refuses what is too much, with when it may be tried again.
pub async fn hold(State(web): State<Web>, request: Request, next: Next) -> Response {
    let asker = Asker::of(&web, &request);
    // Files are cheap, and whoever watches whether this lives must always hear.
    if asker.route.starts_with("/static/") || matches!(asker.route.as_str(), "/health" | "/ready") {
        return next.run(request).await;
    }
    if let Err(error) = allowed(&web, &asker).await {
        return WebError(error).into_response();
    }
    let response = next.run(request).await;
    match after(&web, &asker, response.status()).await {
        Ok(()) => response,
        Err(error) => WebError(error).into_response(),
    }
}

async fn allowed(web: &Web, asker: &Asker) -> mutua_service::Result<()> {
    let now = web.app.clock.now();
    let network = asker.network.as_deref();
    if let (Some(limit), Some(network)) = (web.limits.of(throttle::REQUESTS_FROM_ADDRESS), network) {
        web.throttle.pace(limit, network, now)?;
    }
    if let (Some(limit), Some(shown)) = (web.limits.of(throttle::REQUESTS_OF_SESSION), asker.shown()) {
        web.throttle.pace(limit, shown, now)?;
    }
    if let (true, Some(network)) = (asker.has_secret() || asker.with_token, network) {
        web.throttle.look(BAD_TOKENS_FROM_ADDRESS, network, now)?;
    }
    for (limit, of) in asker.rules() {
        match of {
            // Against a flood of mails: it holds on all nodes, and whatever is set.
            Of::Address => {
                if let Some(network) = network {
                    throttle::take_everywhere(&web.app, &web.throttle, &[(limit, network)]).await?;
                }
            }
            Of::Person => {
                let Some(limit) = web.limits.of(limit) else { continue };
                if let Some(person) = person(web, asker).await? {
                    web.throttle.take(limit, &person, now)?;
                }
            }
        }
    }
    Ok(())
}

/// Whose session or token it is. Whoever shows none that is good is refused by what they ask for.
async fn person(web: &Web, asker: &Asker) -> mutua_service::Result<Option<String>> {
    match web.app.read(&asker.credential, |cx| cx.me()).await {
        Ok(person) => Ok(Some(person.to_string())),
        Err(Error::SignInNeeded) => Ok(None),
        // What they ask for will fail too, and keeps what they typed.
        Err(Error::Storage(error)) if error.way_out().is_some() => Ok(None),
        Err(error) => Err(error),
    }
}

/// Counts a secret link or a token that was no good.
async fn after(web: &Web, asker: &Asker, status: StatusCode) -> mutua_service::Result<()> {
    let Some(network) = asker.network.as_deref() else { return Ok(()) };
    let bad = match status {
        StatusCode::NOT_FOUND | StatusCode::GONE => asker.has_secret(),
        StatusCode::UNAUTHORIZED => asker.with_token,
        _ => false,
    };
    if !bad {
        return Ok(());
    }
    match throttle::take_everywhere(&web.app, &web.throttle, &[(BAD_TOKENS_FROM_ADDRESS, network)]).await {
        // It was no good anyway; that it couldn't be counted is no reason for another answer.
        Err(Error::TooMany(seconds)) => Err(Error::TooMany(seconds)),
        Err(error) => {
            tracing::warn!(%error, "a bad token wasn't counted");
            Ok(())
        }
        Ok(()) => Ok(()),
    }
}

/// Whether a body says that it is packed. We never unpack, so that no small body can become a huge one.
pub fn is_packed(request: &Request) -> bool {
    let codings = request.headers().get_all(header::CONTENT_ENCODING);
    codings.iter().any(|coding| !coding.as_bytes().eq_ignore_ascii_case(b"identity"))
}
