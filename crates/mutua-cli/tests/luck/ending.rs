//! SIGTERM under load: what is under way is finished, within its grace.

use std::{
    io::Write as _,
    net::TcpStream,
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::Duration,
};

use crate::place::{Heard, Place, hear, send};

/// People who ask one after the other until the server is gone; the titles that were acknowledged.
fn ask_until_it_is_gone(place: &Place, who: usize, gone: &AtomicBool) -> Vec<String> {
    let mut acknowledged = Vec::new();
    for number in 0.. {
        let title = format!("load {who} {number}");
        match send(place.at, &place.ask_head(), &place.asking(&title)) {
            Heard::Whole(answer) => {
                assert_eq!(answer.status, 201, "{answer:?}");
                acknowledged.push(title);
            }
            Heard::Torn(text) => panic!("an answer was cut: {text}"),
            Heard::Nothing if gone.load(Ordering::SeqCst) => break,
            Heard::Nothing => {}
        }
    }
    acknowledged
}

/// A request of which the first half is sent now.
fn half_sent(place: &Place, title: &str) -> (TcpStream, String) {
    let body = place.asking(title);
    let (half, rest) = body.split_at(body.len() / 2);
    let mut stream = TcpStream::connect(place.at).unwrap();
    let head = place.ask_head();
    write!(stream, "{head}host: localhost\r\ncontent-length: {}\r\n\r\n{half}", body.len()).unwrap();
    (stream, rest.to_owned())
}

#[test]
fn what_is_under_way_is_finished_and_no_answer_is_cut() {
    let mut place = Place::new();
    place.start();
    let gone = AtomicBool::new(false);
    let (mut slow, rest) = half_sent(&place, "slow");
    thread::sleep(Duration::from_millis(200));
    let acknowledged: Vec<String> = thread::scope(|scope| {
        let (place, gone) = (&place, &gone);
        let running: Vec<_> =
            (0..8).map(|who| scope.spawn(move || ask_until_it_is_gone(place, who, gone))).collect();
        thread::sleep(Duration::from_millis(700));
        terminate(place.process());
        thread::sleep(Duration::from_millis(500));
        slow.write_all(rest.as_bytes()).unwrap();
        let Heard::Whole(answer) = hear(slow) else { panic!("the slow one got no answer") };
        assert_eq!(answer.status, 201, "it was waited for");
        gone.store(true, Ordering::SeqCst);
        running.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    let took = place.end();
    assert!(took < Duration::from_secs(5), "nothing was left to wait for: {took:?}");
    assert!(acknowledged.len() > 20, "{}", acknowledged.len());
    for title in acknowledged.iter().chain([&"slow".to_owned()]) {
        assert_eq!(place.there(title), 1, "{title}");
    }
}

fn terminate(process: u32) {
    let told = std::process::Command::new("kill").args(["-TERM", &process.to_string()]).status().unwrap();
    assert!(told.success());
}

/// A client that never goes on, a page that follows what happens, and a mail server that says nothing: all at once.
#[test]
fn nobody_can_keep_it_from_ending() {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let mut place = Place::new();
    place.options.extend(["--mail".into(), format!("smtp://{}", silent.local_addr().unwrap())]);
    place.start();
    place.ask_for_a_mail(1);
    let _mailing = silent.accept().unwrap();
    let (_never, _) = half_sent(&place, "never");
    let mut follows = TcpStream::connect(place.at).unwrap();
    let topic = format!("circle-{}", place.world.circle);
    let cookie = place.world.cookie();
    write!(follows, "GET /live?topics={topic} HTTP/1.1\r\nhost: localhost\r\ncookie: {cookie}\r\n\r\n")
        .unwrap();
    thread::sleep(Duration::from_millis(300));
    let took = place.end();
    assert!(took < Duration::from_secs(18), "{took:?}");
    assert_eq!(place.there("never"), 0);
    let mails = "SELECT COUNT(*) FROM mail m JOIN job j ON j.subject_id = m.id WHERE m.state = 'waiting'";
    assert_eq!(place.count(mails), 1, "the mail is still to be sent");
}
