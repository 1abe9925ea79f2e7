//! Wanting nothing to do with someone.

use crate::circle_support::{ask, ask_state, news, pledge, pledge_state};
use mutua_domain::id::PersonId;
use mutua_service::{Error, blocks, testing};

#[tokio::test]
async fn a_block_counts_both_ways_and_nobody_is_told() {
    for t in testing::apps() {
        let (ana, ben, cem) = (t.person("Ana").await, t.person("Ben").await, t.person("Cem").await);
        t.circle("Linden Street", cem, &[ana, ben], None).await;
        t.act(ana, move |cx| blocks::block(cx, ben)).await.unwrap();
        t.act(ana, move |cx| blocks::block(cx, ben)).await.unwrap();
        for (a, b, expected) in [(ana, ben, true), (ben, ana, true), (ana, cem, false), (ana, ana, false)] {
            let between = t.see(None, move |cx| blocks::between(cx, a, b)).await.unwrap();
            assert_eq!(between, expected);
        }
        for (who, whom) in [(ana, ben), (ben, ana)] {
            let against = t.see(who, blocks::against_me).await.unwrap();
            assert_eq!(against.into_iter().collect::<Vec<_>>(), [whom]);
        }
        assert!(t.see(cem, blocks::against_me).await.unwrap().is_empty());
        assert!(news(&t, ben).await.is_empty());
        let own = t.see(ana, blocks::mine).await.unwrap();
        assert_eq!((own.len(), own[0].name.as_str()), (1, "Ben"));
        assert!(t.see(ben, blocks::mine).await.unwrap().is_empty(), "who was blocked doesn't learn of it");
        // Ben can't take Ana's block back.
        t.act(ben, move |cx| blocks::unblock(cx, ana)).await.unwrap();
        assert!(t.see(None, move |cx| blocks::between(cx, ana, ben)).await.unwrap());
        t.act(ana, move |cx| blocks::unblock(cx, ben)).await.unwrap();
        assert!(!t.see(None, move |cx| blocks::between(cx, ana, ben)).await.unwrap());
    }
}

#[tokio::test]
async fn oneself_and_nobody_cannot_be_blocked() {
    for t in testing::apps() {
        let ana = t.person("Ana").await;
        let own = t.act(ana, move |cx| blocks::block(cx, ana)).await;
        assert!(matches!(own, Err(Error::Refused("block-self"))), "{own:?}");
        let nobody = t.act(ana, move |cx| {
            let unknown: PersonId = cx.id();
            blocks::block(cx, unknown)
        });
        assert!(matches!(nobody.await, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn what_the_two_promised_each_other_is_let_go_of_without_a_reason() {
    for t in testing::apps() {
        let (ana, ben, cem) = (t.person("Ana").await, t.person("Ben").await, t.person("Cem").await);
        let circle = t.circle("Linden Street", ana, &[ben, cem], None).await;
        let (anas, bens) = (ask(&t, circle, ana, &[circle]).await, ask(&t, circle, ben, &[circle]).await);
        let by_ben = pledge(&t, circle, anas, ben, "made").await;
        let by_cem = pledge(&t, circle, anas, cem, "made").await;
        let by_ana = pledge(&t, circle, bens, ana, "accepted").await;
        t.act(ana, move |cx| blocks::block(cx, ben)).await.unwrap();
        assert_eq!(pledge_state(&t, by_ben).await, "declined");
        assert_eq!(pledge_state(&t, by_ana).await, "withdrawn");
        assert_eq!(pledge_state(&t, by_cem).await, "made");
        assert_eq!(ask_state(&t, anas).await.0, "open");
        assert_eq!(news(&t, ben).await, ["pledge-released", "pledge-released"]);
        assert!(news(&t, ana).await.is_empty() && news(&t, cem).await.is_empty());
    }
}

/// An id is no way to a name: whom one doesn't know isn't there to be blocked.
#[tokio::test]
async fn a_stranger_is_not_there_to_be_blocked_and_who_asks_or_offers_nearby_is() {
    for t in testing::apps() {
        let (ana, ben, cem) = (t.person("Ana").await, t.person("Ben").await, t.person("Cem").await);
        let quarter = t.circle("Quarter", ana, &[ben], None).await;
        let street = t.circle("Street", ben, &[cem], Some(quarter)).await;
        let look = move |cx: &mut mutua_service::Cx<'_, '_>| blocks::about_to(cx, cem);
        assert!(matches!(t.see(ana, look).await, Err(Error::NotFound)));
        assert!(matches!(t.act(ana, move |cx| blocks::block(cx, cem)).await, Err(Error::NotFound)));
        assert!(t.see(ana, blocks::mine).await.unwrap().is_empty());
        ask(&t, street, cem, &[street, quarter]).await;
        assert_eq!(t.see(ana, look).await.unwrap(), ("Cem".to_owned(), false));
        // Who was blocked by someone can still block them: nobody is told of a block.
        t.act(cem, move |cx| blocks::block(cx, ben)).await.unwrap();
        t.act(ben, move |cx| blocks::block(cx, cem)).await.unwrap();
    }
}
