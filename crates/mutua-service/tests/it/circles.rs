//! Circles: starting, nesting, who sees them.

use mutua_service::{Error, circles, testing};

#[tokio::test]
async fn who_starts_a_circle_is_its_steward_and_a_stranger_does_not_know_of_it() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        let circle = t.circle("Linden Street", ana, &[], None).await;
        let seen = t.see(ana, move |cx| circles::show(cx, circle)).await.unwrap();
        assert_eq!((seen.name.as_str(), seen.members), ("Linden Street", 1));
        let hidden = t.see(ben, move |cx| circles::show(cx, circle)).await;
        assert!(matches!(hidden, Err(Error::NotFound)), "{hidden:?}");
    }
}
