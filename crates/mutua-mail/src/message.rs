//! One mail: its parts, and its form on the wire (RFC 5322, MIME).

use std::fmt;

use jiff::{Timestamp, tz::TimeZone};
use lettre::message::{
    MultiPart, SinglePart,
    header::{self, ContentTransferEncoding, ContentType, HeaderName, HeaderValue, Headers},
};

use crate::address::{AddressError, Mailbox, one_line};

/// The most characters of a subject; what is beyond is cut.
const SUBJECT_MAX: usize = 250;
/// RFC 5322 ends a line at 998 bytes; a link must not be folded.
const LINK_MAX: usize = 900;

/// One mail to one person.
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    /// The left half of the Message-ID, such as a UUID. The same mail sent again has the same, so that a
    /// receiver can tell.
    pub id: String,
    /// The recipient's address.
    pub to: String,
    /// The recipient's name.
    pub to_name: Option<String>,
    /// Who writes. The domain is also the right half of the Message-ID.
    pub from: Mailbox,
    /// One line. Line breaks become spaces.
    pub subject: String,
    /// The text for those who read without HTML.
    pub plain: String,
    /// The same as a whole HTML page.
    pub html: String,
    /// The link that ends this kind of mail. A link with `https` must do so at a single POST (RFC 8058); one
    /// with `http` is named without that promise.
    pub unsubscribe: Option<String>,
    /// For the Date header.
    pub at: Timestamp,
    /// Says that no human wrote this, so that nobody's holiday notice answers (RFC 3834).
    pub auto_submitted: bool,
}

/// A message that can't be put on the wire, now or later.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MessageError {
    /// Of the recipient.
    #[error("the recipient’s address is wrong: {0}")]
    To(#[from] AddressError),
    /// Neither a UUID nor like one.
    #[error(
        "the message’s id must be 1 to 64 of the characters a–z, 0–9, “-”, “_” and “.”, beginning with a letter or digit"
    )]
    Id,
    /// Neither http nor https, or with characters that no link has.
    #[error(
        "the link to unsubscribe must begin with https:// and be at most {LINK_MAX} plain characters long"
    )]
    Unsubscribe,
    /// A year that the format can't express.
    #[error("the message’s date can’t be written in a mail")]
    Date,
}

/// `Debug` lands in logs, and a mail may hold a link that signs its reader in.
impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Message").field("id", &self.id).finish_non_exhaustive()
    }
}

impl Message {
    /// The whole mail as it goes over the wire or into an `.eml` file. The same message gives the same bytes.
    ///
    /// # Errors
    /// [`MessageError`] where a part can't be written safely.
    pub fn to_bytes(&self) -> Result<Vec<u8>, MessageError> {
        self.check_id()?;
        let recipient = self.recipient()?;
        let mut headers = Headers::new();
        headers.insert_raw(plain("Date", self.date()?));
        headers.set(header::From::from(self.from.header()));
        headers.set(header::To::from(recipient.header()));
        headers.set(header::Subject::from(self.subject_line()));
        headers.insert_raw(plain("Message-ID", format!("<{}@{}>", self.id, self.from.domain())));
        if self.auto_submitted {
            headers.insert_raw(plain("Auto-Submitted", "auto-generated".to_owned()));
        }
        if let Some(link) = &self.unsubscribe {
            let one_click = check_link(link)?;
            headers.insert_raw(plain("List-Unsubscribe", format!("<{link}>")));
            if one_click {
                headers.insert_raw(plain("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
            }
        }
        headers.set(header::MIME_VERSION_1_0);
        let mut bytes = headers.to_string().into_bytes();
        bytes.extend(self.body()?.formatted());
        Ok(bytes)
    }

    /// The recipient with a checked address.
    pub(crate) fn recipient(&self) -> Result<Mailbox, AddressError> {
        Mailbox::new(self.to_name.as_deref(), &self.to)
    }

    /// The id names a file, a header and a boundary, so it is kept to what is harmless in all three.
    pub(crate) fn check_id(&self) -> Result<(), MessageError> {
        let good = (1..=64).contains(&self.id.len())
            && self.id.starts_with(|c: char| c.is_ascii_alphanumeric())
            && self.id.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
        if good { Ok(()) } else { Err(MessageError::Id) }
    }

    fn date(&self) -> Result<String, MessageError> {
        jiff::fmt::rfc2822::to_string(&self.at.to_zoned(TimeZone::UTC)).map_err(|_| MessageError::Date)
    }

    fn subject_line(&self) -> String {
        // lettre leaves ASCII as it is, so a subject that looks encoded would be decoded by its reader into
        // something else. A space of no width makes lettre encode that word.
        one_line(&self.subject, SUBJECT_MAX).replace("=?", "=\u{200B}?")
    }

    /// Both texts as quoted-printable, which never holds “=_”: no text can imitate the boundary, which thus
    /// needs no randomness.
    fn body(&self) -> Result<MultiPart, MessageError> {
        let kind = format!("multipart/alternative; boundary=\"=_{}\"", self.id);
        let kind = ContentType::parse(&kind).map_err(|_| MessageError::Id)?;
        Ok(MultiPart::builder()
            .header(kind)
            .singlepart(part(ContentType::TEXT_PLAIN, &self.plain))
            .singlepart(part(ContentType::TEXT_HTML, &self.html)))
    }
}

fn part(kind: ContentType, text: &str) -> SinglePart {
    SinglePart::builder().header(kind).header(ContentTransferEncoding::QuotedPrintable).body(text.to_owned())
}

/// A header whose value is already known to be ASCII on one line and must stay unfolded.
fn plain(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::dangerous_new_pre_encoded(HeaderName::new_from_ascii_str(name), value.clone(), value)
}

/// Whether the link may promise one click, which RFC 8058 grants to https alone.
fn check_link(link: &str) -> Result<bool, MessageError> {
    let harmless = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '\\');
    let one_click = link.starts_with("https://");
    let good =
        (one_click || link.starts_with("http://")) && link.len() <= LINK_MAX && link.chars().all(harmless);
    if good { Ok(one_click) } else { Err(MessageError::Unsubscribe) }
}
