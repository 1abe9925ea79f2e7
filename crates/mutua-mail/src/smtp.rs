//! One mail over SMTP. lettre speaks the protocol; the steps are taken one by one here, because whether a
//! refusal is final depends on the step at which it comes, and lettre's own `send` doesn't tell.

use std::{error::Error as _, fmt, io, net::Ipv6Addr, time::Duration};

use lettre::transport::smtp::{
    self,
    authentication::{Credentials, DEFAULT_MECHANISMS},
    client::{SmtpConnection, Tls, TlsParameters},
    commands::{Data, Mail, Quit, Rcpt},
    extension::{ClientId, Extension, MailBodyParameter, MailParameter},
    response::Response,
};

use crate::{
    address::{Mailbox, one_line},
    message::{Message, MessageError},
    setting::{Encryption, Server, SettingError},
    transport::{SendError, Sent},
};

const TIMEOUT: Duration = Duration::from_secs(10);
/// A server reads the whole mail, perhaps past a virus scanner, before it says yes. To give up early would be
/// to send twice.
const PATIENCE: u32 = 6;
/// The most characters of a server's words that go into a text of ours.
const WORDS_MAX: usize = 200;

/// A mail server and how to reach it.
#[derive(Clone)]
pub struct Smtp {
    host: String,
    port: u16,
    encryption: Encryption,
    pub(crate) tls: Tls,
    credentials: Option<Credentials>,
    hello: Option<String>,
    timeout: Duration,
}

/// Where a conversation with a server broke off.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Connect,
    Encrypt,
    SignIn,
    Sender,
    Recipient,
    Content,
}

impl Smtp {
    /// Reads `smtp://user:password@host:port?tls=…&hello=…` or `smtps://user:password@host:port?hello=…`; all
    /// but the host may be left out.
    ///
    /// `smtps` encrypts from the first byte. `smtp` does so by STARTTLS: `tls=required` (the usual, except on
    /// loopback), `tls=opportunistic` where the server offers it, `tls=none` never (the usual on loopback). A
    /// password goes over the network only where encryption is certain. The ports are 465, 587 and 25 unless
    /// told. `hello` is the name by which we greet the server; it is the machine's unless told.
    ///
    /// A password may hold any sign as it is but `%`, which is written `%25`.
    ///
    /// # Errors
    /// [`SettingError`], which never repeats the text.
    pub fn parse(text: &str) -> Result<Self, SettingError> {
        let Server { encryption, host, port, login, hello } = Server::parse(text)?;
        let parameters = || TlsParameters::new(host.clone()).map_err(|_| SettingError::Tls);
        let tls = match encryption {
            Encryption::Wrapped => Tls::Wrapper(parameters()?),
            Encryption::Required => Tls::Required(parameters()?),
            Encryption::Opportunistic => Tls::Opportunistic(parameters()?),
            Encryption::None => Tls::None,
        };
        let credentials = login.map(|(user, password)| Credentials::new(user, password));
        Ok(Self { host, port, encryption, tls, credentials, hello, timeout: TIMEOUT })
    }

    /// The same with another time to wait for the connection and for each answer; six times that for the
    /// answer to a whole mail.
    #[must_use]
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        // The system takes zero for an error.
        self.timeout = timeout.max(Duration::from_millis(1));
        self
    }

    /// Connects, encrypts, signs in and takes leave.
    pub(crate) fn check(&self) -> Result<(), SendError> {
        self.leave(self.connect()?);
        Ok(())
    }

    /// Hands one mail in.
    pub(crate) fn send(&self, message: &Message, bytes: &[u8]) -> Result<Sent, SendError> {
        let recipient = message.recipient().map_err(MessageError::from)?;
        let mut server = self.connect()?;
        let outcome = self.hand_in(&mut server, message, &recipient, bytes);
        // After silence or nonsense there is no one to take leave of.
        match outcome {
            Ok(reply) => {
                self.leave(server);
                let said = one_line(&reply.message().collect::<Vec<_>>().join(" "), WORDS_MAX);
                let reply = if quotes(&said, message) { String::new() } else { said };
                Ok(Sent::Accepted { reply })
            }
            Err((error, spoken)) => {
                if spoken {
                    self.leave(server);
                }
                Err(error)
            }
        }
    }

    /// From MAIL to the end of DATA. An error comes with whether the server can still be spoken to.
    fn hand_in(
        &self,
        server: &mut SmtpConnection,
        message: &Message,
        recipient: &Mailbox,
        bytes: &[u8],
    ) -> Result<Response, (SendError, bool)> {
        let broke = |step| {
            move |error: smtp::Error| (self.failure(step, &error, Some(message)), error.status().is_some())
        };
        let (from, to) = (message.from.envelope(), recipient.envelope());
        let mut options = Vec::new();
        if !bytes.is_ascii() {
            // Bodies and names are encoded, so it is the left half of an address.
            if !server.server_info().supports_feature(Extension::SmtpUtfEight) {
                let text = "this mail server can’t handle addresses with letters beyond a–z before the @";
                return Err((SendError::Never(text.to_owned()), true));
            }
            options.push(MailParameter::SmtpUtfEight);
            options.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        server.command(Mail::new(Some(from.clone()), options)).map_err(broke(Step::Sender))?;
        server.command(Rcpt::new(to.clone(), Vec::new())).map_err(broke(Step::Recipient))?;
        server.command(Data).map_err(broke(Step::Content))?;
        wait(server, self.timeout.saturating_mul(PATIENCE));
        server.message(bytes).map_err(broke(Step::Content))
    }

    fn connect(&self) -> Result<SmtpConnection, SendError> {
        let broke = |step| move |error: smtp::Error| self.failure(step, &error, None);
        let hello = self.hello.clone().map_or_else(ClientId::default, ClientId::Domain);
        let wrapper = if let Tls::Wrapper(parameters) = &self.tls { Some(parameters) } else { None };
        let place = (self.host.as_str(), self.port);
        let mut server = SmtpConnection::connect(place, Some(self.timeout), &hello, wrapper, None)
            .map_err(broke(Step::Connect))?;
        match &self.tls {
            Tls::Required(_) if !server.can_starttls() => {
                let text = format!(
                    "the mail server {} offers no encryption, so nothing was sent; perhaps smtps:// is meant, or \
                     someone is listening in",
                    self.place()
                );
                self.leave(server);
                return Err(SendError::Later(text));
            }
            Tls::Opportunistic(parameters) | Tls::Required(parameters) if server.can_starttls() => {
                server.starttls(parameters, &hello).map_err(broke(Step::Encrypt))?;
            }
            _ => {}
        }
        if let Some(credentials) = &self.credentials {
            server.auth(DEFAULT_MECHANISMS, credentials).map_err(broke(Step::SignIn))?;
        }
        Ok(server)
    }

    /// Says goodbye, and doesn't mind if no one answers: what counts has been said.
    fn leave(&self, mut server: SmtpConnection) {
        wait(&mut server, self.timeout.min(Duration::from_secs(2)));
        let _ = server.command(Quit);
    }

    fn place(&self) -> String {
        if self.host.parse::<Ipv6Addr>().is_ok() {
            format!("[{}]:{}", self.host, self.port)
        } else {
            format!("{}:{}", self.host, self.port)
        }
    }

    /// Says what went wrong and whether it is final. Only a refusal of this recipient or this content is: a
    /// wrong password or an unwelcome sender is the operator's to mend, and the mail should go out then.
    fn failure(&self, step: Step, error: &smtp::Error, message: Option<&Message>) -> SendError {
        let place = self.place();
        let Some(code) = error.status() else {
            return SendError::Later(format!("the mail server {place} {}", silence(step, error)));
        };
        let code = u16::from(code);
        let words = error.source().map(ToString::to_string).unwrap_or_default();
        let words = match (step, message) {
            // Its answer could quote the password.
            (Step::SignIn, _) => String::new(),
            (_, Some(message)) if quotes(&words, message) => String::new(),
            _ => one_line(&words, WORDS_MAX),
        };
        let refused = match step {
            Step::Connect => "does not want to talk to us",
            Step::Encrypt => "refused to encrypt",
            Step::SignIn => "refused the user or password (some providers want one made for programs)",
            Step::Sender => "refused the sender’s address",
            Step::Recipient => "refused the recipient’s address",
            Step::Content => "refused the mail",
        };
        let text = format!("the mail server {place} {refused}: {code} {words}").trim_end().to_owned();
        // 530, 535 and 538 say at any step that the sign-in isn't in order.
        let final_step = matches!(step, Step::Recipient | Step::Content) && !matches!(code, 530 | 535 | 538);
        if error.is_permanent() && final_step { SendError::Never(text) } else { SendError::Later(text) }
    }
}

/// Should the system refuse the new timeout, the one before still holds.
fn wait(server: &mut SmtpConnection, timeout: Duration) {
    let _ = server.set_timeout(Some(timeout));
}

/// What to say where the server gave no answer in SMTP. An answer that is none is not repeated: it may be
/// anything, even our own words.
fn silence(step: Step, error: &smtp::Error) -> String {
    let mut source = error.source();
    while let Some(cause) = source {
        if let Some(cause) = cause.downcast_ref::<io::Error>() {
            return match cause.kind() {
                io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => "did not answer in time".to_owned(),
                io::ErrorKind::ConnectionRefused => {
                    "refused the connection; is it running, is the port right?".to_owned()
                }
                _ => format!("could not be talked to: {}", one_line(&cause.to_string(), WORDS_MAX)),
            };
        }
        source = cause.source();
    }
    match step {
        Step::SignIn if error.is_client() => {
            "offers no way to sign in that we know (PLAIN or LOGIN)".to_owned()
        }
        _ if error.is_response() => {
            "broke off, or answered in something that isn’t SMTP; is the port right?".to_owned()
        }
        _ => "could not be talked to".to_owned(),
    }
}

/// Whether a server's words repeat some of what the mail says, as spam filters do: 16 signs in a row, or a
/// shorter word with a digit in it, which might be a code to sign in with.
fn quotes(words: &str, message: &Message) -> bool {
    let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    // Nearly every refusal names the recipient, and so do many mails.
    let words = fold(words).replace(&message.to.to_lowercase(), "");
    let texts = [fold(&message.plain), fold(&message.html), fold(&message.subject)];
    let said = |part: &str| texts.iter().any(|text| text.contains(part));
    let signs: Vec<char> = words.chars().collect();
    signs.windows(16).any(|run| said(&run.iter().collect::<String>()))
        || words
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| word.len() >= 4 && word.contains(|c: char| c.is_ascii_digit()) && said(word))
}

/// As a setting, but with `***` for user and password.
impl fmt::Display for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (scheme, tls) = match self.encryption {
            Encryption::Wrapped => ("smtps", None),
            Encryption::Required => ("smtp", Some("tls=required")),
            Encryption::Opportunistic => ("smtp", Some("tls=opportunistic")),
            Encryption::None => ("smtp", Some("tls=none")),
        };
        let login = if self.credentials.is_some() { "***@" } else { "" };
        let hello = self.hello.as_ref().map(|name| format!("hello={name}"));
        let options: Vec<&str> = tls.into_iter().chain(hello.as_deref()).collect();
        let mark = if options.is_empty() { "" } else { "?" };
        write!(f, "{scheme}://{login}{}{mark}{}", self.place(), options.join("&"))
    }
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Smtp({self})")
    }
}
