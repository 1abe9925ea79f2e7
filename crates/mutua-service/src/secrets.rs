//! Keys: the instance's, each person's, and the signed links made with them.
//!
//! The instance's key lies outside the database (a file beside it, or the environment). From it come one key that
//! wraps the keys of persons and one that signs links. Private words are sealed with XChaCha20-Poly1305 under their
//! person's key, bound to the row they stand in; when the person is deleted the key goes, and with it the words, in
//! backups too. docs/adr says what this protects against and what not.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use hmac::{Hmac, Mac};
use mutua_domain::Entropy;
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::error::{Error, Result};

const NONCE: usize = 24;
/// How much of a signature a link carries: 128 bits can't be guessed.
const SIGNATURE: usize = 16;

/// The key of the instance.
#[derive(Clone)]
pub struct InstanceKey {
    wrapping: [u8; 32],
    signing: [u8; 32],
}

/// The key of one person, unwrapped for one transaction.
pub struct PersonKey([u8; 32]);

/// What a signed link is for. The word is part of what is signed, so that no link serves for another purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Joins a circle.
    Invitation,
    /// Turns mails of one kind off.
    Unsubscribe,
    /// Does one thing with an ask, a pledge or a help from a mail.
    Act,
    /// Marks the database as this instance's.
    Instance,
}

impl Purpose {
    const fn label(self) -> &'static [u8] {
        match self {
            Self::Invitation => b"invitation",
            Self::Unsubscribe => b"unsubscribe",
            Self::Act => b"act",
            Self::Instance => b"instance",
        }
    }
}

impl std::fmt::Debug for InstanceKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("InstanceKey")
    }
}
impl std::fmt::Debug for PersonKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PersonKey")
    }
}

fn mac(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    // HMAC takes keys of any length, so this can't fail; an empty key is never passed.
    let Ok(mut mac) = <Hmac<Sha256> as KeyInit>::new_from_slice(key) else { return [0; 32] };
    for part in parts {
        mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

impl InstanceKey {
    /// Made from 32 random bytes.
    pub fn new(secret: &[u8; 32]) -> Self {
        Self { wrapping: mac(secret, &[b"mutua wrap v1"]), signing: mac(secret, &[b"mutua sign v1"]) }
    }

    /// Reads the 64 hexadecimal digits in which it is kept.
    pub fn from_hex(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() != 64 || !text.is_ascii() {
            return None;
        }
        let mut secret = [0; 32];
        for (byte, digits) in secret.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
        }
        Some(Self::new(&secret))
    }

    /// A new key for a person, and the form in which it is stored.
    pub fn new_person_key(&self, person: Uuid, entropy: &Entropy) -> (PersonKey, Vec<u8>) {
        let key = PersonKey(entropy.bytes());
        let wrapped = seal(&self.wrapping, &[b"person key", person.as_bytes()], &key.0, entropy);
        (key, wrapped)
    }

    /// The key of a person, from the form in which it is stored.
    ///
    /// # Errors
    /// Where it was wrapped by another instance's key, or is damaged.
    pub fn unwrap_person_key(&self, person: Uuid, wrapped: &[u8]) -> Result<PersonKey> {
        let bytes = open(&self.wrapping, &[b"person key", person.as_bytes()], wrapped)?;
        bytes
            .try_into()
            .map(PersonKey)
            .map_err(|_| Error::Internal("a person's key of a wrong length".into()))
    }

    /// What is stored to know something again that must not be read there, such as whose a try was: nobody without this
    /// key can go through all network addresses to find it.
    pub(crate) fn blind(&self, what: &str, who: &str) -> Vec<u8> {
        mac(&self.signing, &[b"blind", what.as_bytes(), who.as_bytes()])[..SIGNATURE].to_vec()
    }

    /// A link's secret part: what it carries and a signature over it.
    pub fn sign(&self, purpose: Purpose, carried: &[u8]) -> String {
        let signature = mac(&self.signing, &[purpose.label(), carried]);
        let mut bytes = carried.to_vec();
        bytes.extend_from_slice(&signature[..SIGNATURE]);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// What a link carries, if it was signed here for this purpose.
    pub fn verify(&self, purpose: Purpose, text: &str) -> Option<Vec<u8>> {
        let mut bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let signature = bytes.split_off(bytes.len().checked_sub(SIGNATURE)?);
        let right = mac(&self.signing, &[purpose.label(), &bytes]);
        // Compared by hashing both, so that the time taken tells nothing of where they differ.
        (Sha256::digest(&right[..SIGNATURE]) == Sha256::digest(&signature)).then_some(bytes)
    }
}

impl PersonKey {
    /// Encrypts words that stand in one place (`what` and the row's id), so that they can't be moved to another.
    pub fn seal(&self, what: &str, row: Uuid, words: &str, entropy: &Entropy) -> Vec<u8> {
        seal(&self.0, &[what.as_bytes(), row.as_bytes()], words.as_bytes(), entropy)
    }

    /// Decrypts them.
    ///
    /// # Errors
    /// Where they were sealed by another key or for another place, or are damaged.
    pub fn open(&self, what: &str, row: Uuid, sealed: &[u8]) -> Result<String> {
        String::from_utf8(open(&self.0, &[what.as_bytes(), row.as_bytes()], sealed)?)
            .map_err(|_| Error::Internal("sealed words that aren't UTF-8".into()))
    }

    /// Encrypts more than words: all that stands in one place, as JSON.
    ///
    /// # Errors
    /// Where it can't be written as JSON, which only a defect makes happen.
    pub fn seal_value(
        &self,
        what: &str,
        row: Uuid,
        value: &impl Serialize,
        entropy: &Entropy,
    ) -> Result<Vec<u8>> {
        let text = serde_json::to_string(value).map_err(|error| Error::Internal(error.to_string()))?;
        Ok(self.seal(what, row, &text, entropy))
    }

    /// Decrypts it.
    ///
    /// # Errors
    /// As [`PersonKey::open`]; where it isn't what it should be. The text of the error holds nothing of what was sealed.
    pub fn open_value<T: DeserializeOwned>(&self, what: &str, row: Uuid, sealed: &[u8]) -> Result<T> {
        serde_json::from_str(&self.open(what, row, sealed)?)
            .map_err(|_| Error::Internal(format!("a sealed {what} that can't be read")))
    }
}

fn context(parts: &[&[u8]]) -> Vec<u8> {
    parts.join(&0u8)
}

fn seal(key: &[u8; 32], place: &[&[u8]], plain: &[u8], entropy: &Entropy) -> Vec<u8> {
    let nonce: [u8; NONCE] = entropy.bytes();
    let aad = context(place);
    let cipher = XChaCha20Poly1305::new(&(*key).into());
    let sealed = cipher.encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: &aad }).unwrap_or_default();
    let mut bytes = nonce.to_vec();
    bytes.extend_from_slice(&sealed);
    bytes
}

fn open(key: &[u8; 32], place: &[&[u8]], sealed: &[u8]) -> Result<Vec<u8>> {
    let broken = || Error::Internal("sealed words that this key doesn't open".into());
    let (nonce, sealed) = sealed.split_at_checked(NONCE).ok_or_else(broken)?;
    let nonce: [u8; NONCE] = nonce.try_into().map_err(|_| broken())?;
    let aad = context(place);
    XChaCha20Poly1305::new(&(*key).into())
        .decrypt(&XNonce::from(nonce), Payload { msg: sealed, aad: &aad })
        .map_err(|_| broken())
}

/// What is stored of a secret that its holder presents: enough to know it again, not enough to use it.
pub(crate) fn fingerprint(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

/// A secret for a cookie, a token or a link: 192 random bits.
pub(crate) fn new_secret(entropy: &Entropy) -> String {
    URL_SAFE_NO_PAD.encode(entropy.bytes::<24>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> InstanceKey {
        InstanceKey::new(&[7; 32])
    }

    #[test]
    fn sealed_words_open_only_with_their_key_in_their_place() {
        let entropy = Entropy::seeded(3);
        let (person, row) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let (mine, wrapped) = key().new_person_key(person, &entropy);
        let (other, _) = key().new_person_key(person, &entropy);
        let sealed = mine.seal("need", row, "Company at the clinic", &entropy);
        assert!(!sealed.windows(7).any(|window| window == b"Company"));
        let again = key().unwrap_person_key(person, &wrapped).unwrap();
        assert_eq!(again.open("need", row, &sealed).unwrap(), "Company at the clinic");
        assert!(other.open("need", row, &sealed).is_err());
        assert!(mine.open("need", Uuid::from_u128(9), &sealed).is_err());
        assert!(mine.open("journal", row, &sealed).is_err());
        assert!(key().unwrap_person_key(Uuid::from_u128(9), &wrapped).is_err());
        assert!(InstanceKey::new(&[8; 32]).unwrap_person_key(person, &wrapped).is_err());
    }

    #[test]
    fn a_signed_link_serves_one_purpose() {
        let link = key().sign(Purpose::Act, b"carried");
        assert_eq!(key().verify(Purpose::Act, &link).unwrap(), b"carried");
        assert_eq!(key().verify(Purpose::Unsubscribe, &link), None);
        assert_eq!(InstanceKey::new(&[8; 32]).verify(Purpose::Act, &link), None);
        for bad in ["", "a", "****", &link[1..]] {
            assert_eq!(key().verify(Purpose::Act, bad), None);
        }
    }
}
