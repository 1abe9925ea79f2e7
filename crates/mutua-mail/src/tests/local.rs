//! The transports that stay on this machine.

use std::fs;

use super::{assert_is_message, message};
use crate::{Message, Outbox, SendError, Sent, Transport};

#[test]
fn a_folder_gets_one_file_a_mail() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("deep/mails");
    let transport = Transport::parse(&format!("file:{}", folder.display())).unwrap();
    transport.check().unwrap();
    let Sent::Written(path) = transport.send(&message()).unwrap() else { panic!("not written") };
    assert_eq!(path, folder.join("20260305T090807Z-01890a5d-ac96-774b-bcce-b302099a8057.eml"));
    assert_is_message(&fs::read(&path).unwrap());
    // Sent again, it lands on itself; and nothing else is left over.
    transport.send(&message()).unwrap();
    transport.send(&Message { id: "2".to_owned(), ..message() }).unwrap();
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 2);
}

#[test]
fn a_folder_that_cannot_be_made_is_for_later() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("file");
    fs::write(&file, "").unwrap();
    let transport = Transport::parse(&format!("file:{}", file.join("mails").display())).unwrap();
    assert!(matches!(transport.check(), Err(SendError::Later(_))));
    let Err(SendError::Later(text)) = transport.send(&message()) else { panic!("not for later") };
    assert!(text.starts_with("can’t write to the mail folder"), "{text}");
}

#[test]
fn clones_of_a_list_share_it() {
    let outbox = Outbox::new();
    let transport = Transport::Memory(outbox.clone());
    transport.check().unwrap();
    assert_eq!(transport.clone().send(&message()).unwrap(), Sent::Kept);
    assert!(outbox.messages() == [message()]);
    outbox.clear();
    assert!(outbox.messages().is_empty());
}

#[test]
fn a_list_forgets_the_oldest() {
    let outbox = Outbox::new();
    for n in 0..=Outbox::MAX {
        outbox.keep(Message { id: n.to_string(), ..message() });
    }
    let kept = outbox.messages();
    assert_eq!((kept.len(), kept[0].id.as_str()), (Outbox::MAX, "1"));
}

#[test]
fn off_drops_but_every_transport_minds_a_bad_address() {
    assert_eq!(Transport::Off.send(&message()).unwrap(), Sent::Dropped);
    let dir = tempfile::tempdir().unwrap();
    let file = Transport::parse(&format!("file:{}", dir.path().display())).unwrap();
    for transport in
        [Transport::Off, Transport::memory(), file, Transport::parse("smtp://127.0.0.1:9").unwrap()]
    {
        let error = transport.send(&Message { to: "nobody".to_owned(), ..message() }).unwrap_err();
        assert!(matches!(error, SendError::Never(_)), "{transport}: {error}");
    }
}
